// One script tag on another site: a button, and behind it the association's chat in a frame.
// <script src="https://chat.example.sa/widget.js" data-lang="ar" async></script>
(() => {
  const PATIENCE = 8000; // milliseconds until a frame that says nothing is taken for empty: slow phones load in less
  const script = document.currentScript;
  if (!script || window.mujibWidget) return;
  window.mujibWidget = true;
  const language = (script.dataset.lang ?? document.documentElement.lang).startsWith("en") ? "en" : "ar";
  const words = {
    ar: { open: "تحدث معنا", close: "إغلاق المحادثة", away: "لا تظهر المحادثة في هذه الصفحة. افتحها في صفحة وحدها" },
    en: { open: "Chat with us", close: "Close the chat", away: "The chat does not show on this page. Open it on its own" },
  }[language];
  const address = new URL(`chat?lang=${language}`, script.src);

  const style = `
    :host { all: initial; }
    button {
      position: fixed; inset-block-end: 20px; inset-inline-end: 20px; z-index: 2147483001;
      display: inline-flex; align-items: center; gap: 10px; min-height: 56px; padding: 0 20px;
      border: 2px solid transparent; border-radius: 999px; background: #0e5f52; color: #fff; cursor: pointer;
      font: 600 16px/1.4 "Noto Sans Arabic", "Segoe UI", Tahoma, system-ui, sans-serif;
      box-shadow: 0 6px 24px rgb(0 0 0 / 25%);
    }
    button:focus-visible { outline: 3px solid #fff; outline-offset: -6px; }
    svg { fill: none; stroke: currentColor; stroke-width: 2; stroke-linecap: round; stroke-linejoin: round; }
    .dot { width: 12px; height: 12px; border-radius: 50%; background: #f2c14e; }
    iframe {
      position: fixed; inset-block-end: 92px; inset-inline-end: 20px; z-index: 2147483000;
      width: min(400px, calc(100vw - 40px)); height: min(640px, calc(100dvh - 112px));
      border: 0; border-radius: 18px; background: Canvas; box-shadow: 0 12px 48px rgb(0 0 0 / 30%); color-scheme: light dark;
    }
    a {
      position: fixed; inset-block-end: 112px; inset-inline-end: 40px; z-index: 2147483001;
      width: min(360px, calc(100vw - 80px)); padding: 14px 18px; box-sizing: border-box;
      border-radius: 14px; background: #fff; color: #0e5f52;
      font: 600 15px/1.6 "Noto Sans Arabic", "Segoe UI", Tahoma, system-ui, sans-serif; box-shadow: 0 4px 18px rgb(0 0 0 / 25%);
    }
    a:focus-visible { outline: 3px solid #1d6fd1; outline-offset: 2px; }
    [hidden] { display: none; }
    @media print { button, iframe, a { display: none; } }
    @media (max-width: 480px), (max-height: 480px) {
      iframe { inset: 0; width: 100vw; height: 100dvh; border-radius: 0; }
      button[aria-expanded="true"]:not(.alone) { display: none; }
    }
  `;

  const host = document.createElement("div");
  host.dir = language === "ar" ? "rtl" : "ltr";
  host.lang = language;
  const root = host.attachShadow({ mode: "open" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  root.adoptedStyleSheets = [sheet];

  const button = document.createElement("button");
  button.type = "button";
  const icon = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  for (const [name, value] of Object.entries({ viewBox: "0 0 24 24", width: "24", height: "24", "aria-hidden": "true" })) icon.setAttribute(name, value);
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  path.setAttribute("d", "M4 5h16v11H9l-5 4z");
  icon.append(path);
  const label = document.createElement("span");
  const dot = document.createElement("span");
  dot.className = "dot";
  dot.hidden = true;
  button.append(icon, label, dot);
  root.append(button);
  let frame = null;
  let loaded = false;
  let heard = false;
  let late = false;

  // Where the association does not allow this site, or does not answer, the frame stays empty, and nobody says so but the time.
  const away = document.createElement("a");
  Object.assign(away, { href: new URL(`./?lang=${language}`, script.src).href, target: "_blank", rel: "noopener", textContent: words.away });

  function look() {
    const alone = late && !heard && isOpen();
    away.hidden = !alone;
    button.classList.toggle("alone", alone);
  }

  // The composer in the frame can only be focused by the frame itself.
  function enter() {
    frame.focus();
    frame.contentWindow.postMessage({ mujib: "open" }, address.origin);
  }

  function show(open) {
    if (open && !frame) {
      frame = document.createElement("iframe");
      frame.src = address.href;
      frame.title = words.open;
      root.append(frame, away);
      setTimeout(() => {
        late = true;
        look();
      }, PATIENCE);
      frame.addEventListener("load", () => {
        loaded = true;
        if (!frame.hidden) enter();
      });
    }
    if (frame) frame.hidden = !open;
    label.textContent = open ? words.close : words.open;
    button.setAttribute("aria-expanded", String(open));
    look();
    if (open) {
      dot.hidden = true;
      if (loaded) enter();
    } else if (frame) {
      button.focus();
    }
  }

  const isOpen = () => frame !== null && !frame.hidden;
  button.addEventListener("click", () => show(!isOpen()));
  document.addEventListener("keydown", (event) => event.key === "Escape" && isOpen() && show(false));
  window.addEventListener("message", (event) => {
    if (!frame || event.source !== frame.contentWindow || event.origin !== address.origin) return;
    heard = true;
    look();
    if (event.data?.mujib === "close") show(false);
    if (event.data?.mujib === "line" && frame.hidden) dot.hidden = false;
  });
  show(false);
  if (document.body) document.body.append(host);
  else document.addEventListener("DOMContentLoaded", () => document.body.append(host));
})();
