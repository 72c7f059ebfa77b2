// Keeps an open page fresh and adds keys. Everything works without it: links are links and forms are forms.

const ticket = document.body.dataset.ticket;
const byId = (id) => document.getElementById(id);
document.documentElement.classList.add("scripted");

// ---- partial updates: the server's HTML, swapped in where it differs ------------------------------------------------

// each rendering has new keys in its forms; alone they are no reason to touch what an officer is working in
const essence = (html) => html.replace(/name="key" value="\w+"/g, "").replace(/ data-csrf="\w+"/g, "").replace(/<details([^>]*?) open(="")?/g, "<details$1").replace(/\s+/g, " ");
const shown = new Map();
for (const part of document.querySelectorAll("[data-part]")) shown.set(part.id, essence(part.outerHTML));

function swap(fresh) {
  const html = essence(fresh.outerHTML);
  const old = byId(fresh.id);
  if (fresh.id === "flash") { old?.replaceChildren(...fresh.childNodes); return; } // told again, also in the same words
  if (!old || shown.get(fresh.id) === html) return;
  shown.set(fresh.id, html);
  const kept = keep(old);
  old.replaceWith(fresh);
  restore(fresh, kept);
}

function keep(part) {
  const active = part.contains(document.activeElement) ? document.activeElement : null;
  return {
    id: active?.id,
    href: active?.getAttribute("href"),
    range: active?.matches("textarea") ? [active.selectionStart, active.selectionEnd] : null,
    words: [...part.querySelectorAll("textarea, input[maxlength], select")].filter(changed).map((box) => [box.id, box.value]),
    chosen: [...part.querySelectorAll("input[type=radio]:checked, input[type=checkbox]:checked")].map((box) => box.id),
    open: [...part.querySelectorAll("details[open]")].map((box) => box.id),
    top: part.scrollTop,
    atEnd: part.id === "lines" && follows(part),
  };
}

// what somebody has begun, not what the server wrote there
function changed(box) {
  if (!box.matches("select")) return box.value !== box.defaultValue;
  const written = [...box.options].findIndex((one) => one.defaultSelected);
  return box.selectedIndex !== Math.max(0, written);
}

// The last words stay in sight when a box opens below them; who scrolled up to read is left where he is. Told by the
// place itself, not by the event of scrolling: that comes a frame later, and news may come before it.
let following = true;
let seenAt = 0;
function follows(lines) {
  if (lines.scrollTop !== seenAt) see(lines);
  return following;
}
function see(lines) {
  seenAt = lines.scrollTop;
  following = lines.scrollHeight - seenAt - lines.clientHeight < 80;
}
function toEnd(lines) {
  lines.scrollTop = lines.scrollHeight;
  see(lines);
}
document.addEventListener("scroll", ({ target }) => { if (target.id === "lines") follows(target); }, true);
const resized = new ResizeObserver(([{ target }]) => { if (follows(target)) toEnd(target); });
const watchLines = () => { resized.disconnect(); if (byId("lines")) resized.observe(byId("lines")); };
watchLines();

function restore(part, kept) {
  for (const [id, words] of kept.words) if (words && id && byId(id)) byId(id).value = words;
  recall(part);
  for (const id of kept.chosen) if (id && byId(id)) byId(id).checked = true;
  for (const id of kept.open) if (id && byId(id)) byId(id).open = true;
  part.scrollTop = kept.atEnd ? part.scrollHeight : kept.top;
  if (part.id === "lines") { see(part); watchLines(); }
  const again = (kept.id && byId(kept.id)) || (kept.href && part.querySelector(`[href="${CSS.escape(kept.href)}"]`));
  if (again) again.focus({ preventScroll: true });
  if (again && kept.range) again.setSelectionRange(...kept.range);
  if (part.id === "compose") { measure(); if (byId("find")?.value) find(); }
}

// `flash` and `preview` answer what the officer just did: news from elsewhere leave them alone
function swapAll(html, wanted) {
  const fresh = new DOMParser().parseFromString(html, "text/html");
  for (const part of [...fresh.querySelectorAll("[data-part]")].filter(wanted)) swap(document.adoptNode(part));
}
const everything = () => true;
const news = (part) => part.id !== "flash" && part.id !== "preview";
const previewed = (part) => !news(part);

let waiting = null;
let running = false;
async function refresh() {
  if (running) { waiting = true; return; }
  running = true;
  try {
    const address = new URL(location.href);
    for (const once of ["done", "use"]) address.searchParams.delete(once);
    address.searchParams.set("part_only", "1");
    const answer = await fetch(address, { headers: { Accept: "text/html" } });
    if (answer.status === 401) location.reload();
    else if (answer.ok) { swapAll(await answer.text(), news); tell(); regain("page"); }
  } catch {
    lose("page");
    clearTimeout(timer);
    timer = setTimeout(refresh, 3_000);
  } finally {
    running = false;
    if (waiting) { waiting = false; soon(); }
  }
}
let timer = 0;
const soon = () => { clearTimeout(timer); timer = setTimeout(refresh, 60); };

// ---- the connection: what is lost of it, told in one quiet line, and told again when it is back ----------------------

const lost = new Set(); // of "stream", "page" and "form"
const line = document.querySelector(".offline");
let calm = 0;
function lose(what) {
  lost.add(what);
  clearTimeout(calm);
  Object.assign(line, { textContent: line.dataset.lost, hidden: false });
  line.classList.remove("back");
}
function regain(what) {
  if (!lost.delete(what) || lost.size) return;
  line.textContent = line.dataset.back;
  line.classList.add("back");
  calm = setTimeout(() => { line.hidden = true; }, 6_000);
}

// ---- the stream -----------------------------------------------------------------------------------------------------

let stream = null;
function connect() {
  stream?.close();
  stream = new EventSource(ticket ? `/desk/events?ticket=${ticket}` : "/desk/events");
  stream.addEventListener("queue", soon);
  stream.addEventListener("conversation", soon);
  stream.addEventListener("over", () => { stream.close(); location.reload(); });
  // what happened meanwhile was told to nobody here
  stream.addEventListener("open", () => { if (lost.has("stream")) refresh(); regain("stream"); regain("form"); });
  stream.addEventListener("error", () => {
    lose("stream");
    // the browser tries again by itself, but not after an answer that was no stream
    if (stream.readyState === EventSource.CLOSED) setTimeout(() => { connect(); soon(); }, 5_000);
  });
}
if (document.body.dataset.view !== "sheet") {
  connect();
  addEventListener("online", () => { if (lost.size) { lose("stream"); connect(); } });
  document.addEventListener("visibilitychange", () => { if (!document.hidden) soon(); });
  setInterval(soon, 60_000); // the waiting times
}
addEventListener("pagehide", () => stream?.close());
addEventListener("pageshow", (event) => { if (event.persisted) location.reload(); });
if (Number(document.body.dataset.every)) setInterval(soon, Number(document.body.dataset.every) * 1000); // what runs meanwhile

// ---- forms: sent in place, with the page's own answer swapped in ---------------------------------------------------

// news may have put a fresh form, with the same words, in the place of the one that was sent
const standing = (form) => form.isConnected ? form : document.querySelector(`[data-quick][action="${CSS.escape(form.getAttribute("action"))}"]`) ?? form;

let leaving = false;
function emptied(form) {
  for (const box of form.querySelectorAll("textarea")) { box.value = ""; forget(box); }
  form.reset();
  measure();
  const box = form.closest(".work, .note-box") && form.closest("details");
  if (box) (byId(box.id) ?? box).open = false; // news may have put a fresh box in its place, without this form
}

// what was pressed is often gone once it is done: the focus stays where the officer works, not at the page's beginning
function stay(form) {
  if (document.activeElement !== document.body && document.activeElement.checkVisibility()) return;
  const box = form.closest("details");
  const next = (box && byId(box.id)?.querySelector("summary")) || byId("lines");
  next?.focus({ preventScroll: true });
}

// the words stay in their box, and the form keeps its key: sent again, they are taken in once
function failed(html) {
  const said = new DOMParser().parseFromString(html, "text/html").querySelector("[role=alert]");
  if (!said || !byId("flash")) return false;
  said.className = "fault";
  byId("flash").replaceChildren(document.adoptNode(said));
  return true;
}

// one after another: an answer shows the page as it was then, and must not take away what was asked for after it
let before = Promise.resolve();
function send(form, button) {
  const buttons = form.querySelectorAll("button");
  const fields = new URLSearchParams(new FormData(form, button));
  const address = button?.getAttribute("formaction") ? button.formAction : form.action;
  const previews = button?.id === "do-preview";
  for (const button of buttons) button.disabled = true;
  if (!previews && form.closest(".compose") && byId("lines")) toEnd(byId("lines")); // one sees what one sends
  const next = () => sent({ form, button, buttons, fields, address, previews });
  before = before.then(next, next);
}
async function sent({ form, button, buttons, fields, address, previews }) {
  try {
    const answer = await fetch(address, { method: "POST", body: fields });
    const html = await answer.text();
    if (answer.status >= 500 && failed(html)) {
      if (answer.redirected) { emptied(standing(form)); soon(); } // it was taken in; only the page behind it failed
      return;
    }
    if (!html.includes("data-part")) { form.submit(); return; }
    if (answer.ok && !previews) emptied(standing(form));
    swapAll(html, previews ? previewed : everything);
    regain("form");
  } catch {
    lose("form");
  } finally {
    for (const button of buttons) button.disabled = false;
    if (button?.isConnected && document.activeElement === document.body) button.focus({ preventScroll: true });
    stay(form);
  }
}

// by the second click of a double one another button stands there: «resolved» where «take over» was
document.addEventListener("click", (event) => {
  if (event.detail > 1 && event.target.closest("form button")) event.preventDefault();
}, true);

document.addEventListener("submit", (event) => {
  if (event.target.id === "clauses-form") { event.preventDefault(); find(); return; }
  if (event.target.matches("[data-quick]")) { event.preventDefault(); send(event.target, event.submitter); }
  else for (const box of event.target.querySelectorAll("textarea")) forget(box);
  if (event.target.matches("[data-leave]")) { leaving = true; sessionStorage.clear(); }
});

// ---- words that were begun stay with the ticket, in this tab, until they are sent or the officer leaves ------------

// colleagues see that somebody writes here; once in a while is enough
let told = 0;
function typing() {
  const compose = byId("compose");
  if (!compose?.dataset.typing || Date.now() - told < 5_000) return;
  told = Date.now();
  fetch(compose.dataset.typing, { method: "POST", body: new URLSearchParams({ csrf: compose.dataset.csrf }) }).catch(() => {});
}

// how long a reply is on the member's channel, counted by who will send it
let measuring = 0;
function measure() {
  clearTimeout(measuring);
  measuring = setTimeout(async () => {
    const [box, compose] = [byId("reply"), byId("compose")];
    if (!box || !byId("measure")) return;
    const words = box.value;
    const fields = new URLSearchParams({ csrf: compose.dataset.csrf, text: words });
    const answer = words.trim() ? await fetch(byId("measure").dataset.of, { method: "POST", body: fields }).catch(() => null) : null;
    const told = answer?.ok ? await answer.text() : "";
    if (byId("measure") && byId("reply")?.value === words) byId("measure").textContent = told;
  }, 200);
}

// entries and clauses for the reply, as they are looked for
let finding = 0;
function find() {
  clearTimeout(finding);
  finding = setTimeout(async () => {
    const form = byId("clauses-form");
    const answer = form && await fetch(`${form.dataset.find}?${new URLSearchParams(new FormData(form))}`).catch(() => null);
    if (answer?.ok && byId("clauses-form")) byId("clauses-found").innerHTML = await answer.text();
  }, 200);
}

const place = (box) => `draft:${ticket}:${box.id}`;
const forget = (box) => sessionStorage.removeItem(place(box));
document.addEventListener("input", (event) => {
  if (event.target.matches("textarea")) sessionStorage.setItem(place(event.target), event.target.value);
  if (event.target.id === "reply") { typing(); measure(); }
  if (event.target.id === "find") find();
});
document.addEventListener("change", (event) => {
  const form = event.target.form;
  if (event.target.matches("select") && form?.matches("[data-choose]")) form.requestSubmit();
});
// where a colleague has the conversation by now, the words stand to be read and copied, and are a reply again when he leaves it
function recall(part) {
  for (const box of part.querySelectorAll("textarea")) {
    box.value = box.value || (sessionStorage.getItem(place(box)) ?? "");
    box.defaultValue = ""; // what a refused form gives back was begun by the officer, and news leave it alone
    if (box.id === "note" && box.value) byId("note-box").open = true;
  }
  if (byId("begun")) byId("begun").hidden = !byId("reply").value;
}
recall(document);

document.addEventListener("click", (event) => {
  const use = event.target.closest("[data-use]");
  const box = byId("reply");
  if (use && box && !box.readOnly) {
    event.preventDefault();
    const answer = use.parentElement.querySelector(".answer").textContent;
    if (use.closest(".saved")) use.closest(".saved").open = false;
    box.value = box.value.trim() ? `${box.value.trimEnd()}\n\n${answer}` : answer;
    box.dispatchEvent(new Event("input", { bubbles: true }));
    location.hash = "";
    box.focus();
  }
  if (event.target.id === "drop-begun") { box.value = ""; forget(box); byId("begun").hidden = true; }
  for (const drop of document.querySelectorAll(".drop[open]")) if (!drop.contains(event.target)) drop.open = false;
  const opener = event.target.closest("[data-open]");
  if (opener) byId(opener.dataset.open).showModal();
});

// ---- keys: by their place on the keyboard, so that they work in an Arabic layout too -------------------------------

const wanted = byId("shortcuts");
wanted.checked = localStorage.getItem("shortcuts") !== "off";
wanted.addEventListener("change", () => localStorage.setItem("shortcuts", wanted.checked ? "on" : "off"));

function step(by) {
  const rows = [...document.querySelectorAll(".row")];
  const at = rows.findIndex((row) => row === document.activeElement);
  const from = at >= 0 ? at : rows.findIndex((row) => row.ariaCurrent);
  rows[Math.min(rows.length - 1, Math.max(0, from < 0 ? 0 : from + by))]?.focus();
}
function write(id) {
  const box = byId(id);
  if (!box || box.readOnly) return;
  if (id === "note") byId("note-box").open = true;
  box.focus();
}
const keys = {
  KeyJ: () => step(1),
  KeyK: () => step(-1),
  KeyR: () => write("reply"),
  KeyN: () => write("note"),
  KeyT: () => byId("do-take")?.click(),
  KeyS: () => { const box = byId("work-stage"); if (box) { box.open = true; box.querySelector("input[type=radio]")?.focus(); } },
  KeyH: () => byId("do-hand-back")?.focus(),
  KeyD: () => byId("do-resolve")?.focus(), // Enter then says it: no slip of a finger tells the member
  KeyG: () => { location.href = "/desk"; },
  Slash: () => byId("search").focus(),
  Help: () => byId("help").showModal(),
};
document.addEventListener("keydown", (event) => {
  const key = "?؟".includes(event.key) ? "Help" : event.key === "/" ? "Slash" : event.code;
  const writing = event.target.matches("input, textarea, select");
  if (event.code === "Enter" && (event.ctrlKey || event.metaKey) && event.target.matches("textarea")) {
    event.target.form.requestSubmit();
  } else if (event.code === "Escape" && document.querySelector(".drop[open]")) {
    const drop = document.querySelector(".drop[open]");
    drop.open = false;
    drop.querySelector("summary").focus();
  } else if (event.code === "Escape" && writing) {
    event.target.blur();
  } else if (!writing && wanted.checked && !event.ctrlKey && !event.metaKey && !event.altKey && !byId("help").open && keys[key]) {
    event.preventDefault();
    keys[key]();
  }
});

// ---- the browser's own notifications, for those who asked for them; they carry no words of anybody ------------------

const asking = [byId("notify"), byId("notify-here")].filter(Boolean);
const unread = () => document.querySelectorAll(".row.unread").length;
let known = unread();
function tell() {
  const now = unread();
  if (now > known && document.hidden && localStorage.getItem("notify") === "on" && Notification.permission === "granted") {
    new Notification(byId("notify").dataset.title, { tag: "mujib-desk" });
  }
  known = now;
}
const mayTell = () => localStorage.getItem("notify") === "on" && Notification.permission === "granted";
if ("Notification" in window) for (const button of asking) {
  button.hidden = mayTell();
  button.addEventListener("click", async () => {
    if (await Notification.requestPermission() === "granted") localStorage.setItem("notify", "on");
    for (const one of asking) one.hidden = mayTell();
  });
}

// ---- at the start: the last words in sight --------------------------------------------------------------------------

if (byId("reply")?.value) measure();

// who asked for earlier lines goes on reading where he was
if (byId("lines") && !byId("lines").querySelector(":target")) toEnd(byId("lines"));
document.addEventListener("load", ({ target }) => { // a picture that pushed the last words out of sight
  const lines = target.closest?.("#lines");
  if (lines && lines.scrollHeight - lines.scrollTop - lines.clientHeight < target.clientHeight + 120) toEnd(lines);
}, true);

// ---- a phone: columns beside one another, to be swiped; the queue stays where it was left ----------------------------

const phone = matchMedia("(width < 48rem)");
const beside = (id) => byId(id)?.scrollIntoView({ inline: "start", block: "nearest" });
if (document.body.dataset.view === "case" && phone.matches) beside(location.hash === "#card" ? "card" : "talk");
document.addEventListener("click", (event) => {
  const back = event.target.closest(".head a.to-queue");
  if (!back || !phone.matches || !byId("queue")) return;
  event.preventDefault();
  beside("queue");
  byId("queue").focus({ preventScroll: true });
});
const stretch = () => new URLSearchParams([...new URLSearchParams(location.search)].filter(([name]) => ["part", "q", "department", "channel", "stage", "before"].includes(name))).toString();
addEventListener("pagehide", () => { if (byId("queue") && !leaving) sessionStorage.setItem("queue", JSON.stringify([stretch(), byId("queue").scrollTop])); });
const [whose, left] = JSON.parse(sessionStorage.getItem("queue") ?? "[]");
if (byId("queue") && whose === stretch()) byId("queue").scrollTop = left;
const open = document.querySelector(".row[aria-current]");
// within its column only: to scroll it into sight would swipe a phone to the queue
if (open && !(left && whose === stretch())) open.closest(".queue").scrollTop = Math.max(0, open.offsetTop - open.closest(".queue").clientHeight / 2);
// a refused form leaves the page under the form's address, where nothing is read again
history.replaceState(null, "", (() => {
  const clean = new URL(location.href);
  clean.searchParams.delete("done");
  if (ticket) clean.pathname = `/desk/tickets/${ticket}`;
  return clean;
})());
