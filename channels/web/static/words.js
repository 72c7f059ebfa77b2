// From a line's words to nodes: bold, links and numbers. Builds nodes only; text never becomes markup.

const PIECES = /\*\*(.+?)\*\*|(https?:\/\/[^\s<>"«»]*[^\s<>"«».,;:!?،؛؟)\]])|(\+?\d[\d -]{5,}\d|\bT\d{2,9}-\d\b)/gs;

export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

// The paragraphs of a text; `dir` is that of each, `rich` says whether bold and links are meant.
export function paragraphs(text, dir, rich) {
  const parts = text.split(/\n{2,}/);
  return parts.map((part) => element("p", { dir }, ...(rich ? nodes(part) : [part])));
}

function nodes(text) {
  const made = [];
  let end = 0;
  for (const found of text.matchAll(PIECES)) {
    made.push(text.slice(end, found.index), node(found));
    end = found.index + found[0].length;
  }
  return [...made, text.slice(end)];
}

function node([whole, bold, link]) {
  if (bold !== undefined) return element("strong", {}, ...nodes(bold));
  // plain http only to ourselves: an officer's file on a server that is tried out
  if (link !== undefined && !link.startsWith("https:") && !link.startsWith(`${location.origin}/`)) return link;
  if (link !== undefined) return element("a", { href: link, target: "_blank", rel: "noopener noreferrer", dir: "ltr" }, link);
  // in an Arabic line a phone number or date written in groups would read backwards, a ticket's number be broken
  return element("bdi", { dir: "ltr" }, whole);
}

const locale = (language, calendar) => (language === "ar" ? `ar-SA-u-ca-${calendar}-nu-latn` : `en-GB-u-ca-${calendar}`);

export function time(at, language) {
  const format = new Intl.DateTimeFormat(locale(language, "gregory"), { hour: "numeric", minute: "2-digit" });
  return element("time", { datetime: at.toISOString() }, format.format(at));
}

// The day in both calendars: «الأحد 29 نوفمبر 2026 · 19 جمادى الآخرة 1448 هـ».
export function day(at, language) {
  const dated = { day: "numeric", month: "long", year: "numeric" };
  const gregorian = new Intl.DateTimeFormat(locale(language, "gregory"), { weekday: "long", ...dated }).format(at);
  const hijri = new Intl.DateTimeFormat(locale(language, "islamic-umalqura"), dated).format(at);
  return `${gregorian} · ${hijri}`;
}
