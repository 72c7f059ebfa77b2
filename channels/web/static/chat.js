// Brings the chat to life: joins what the member does, what he sees and what the server says.

import { forget, keep, recall } from "./keep.js";
import { Talk, newId } from "./talk.js";
import { View } from "./view.js";

const part = (name) => document.getElementById(`chat-${name}`);
const words = JSON.parse(part("words").textContent);
const language = document.documentElement.lang;
const framed = window.parent !== window;
const title = document.title;
const files = new Map();
let caughtUp = false;
let unread = 0;

const view = new View(words, (option) => {
  talk.say({ option: option.id }, option.label);
  ready();
});

const talk = new Talk({
  line(line) {
    part("suggestions").hidden = true;
    if (line.speaker === "member") offerWaysOn();
    if (view.line(line) && caughtUp && line.speaker !== "member") arrived();
  },
  ready() {
    if (caughtUp) return;
    caughtUp = true;
    view.busy(false);
  },
  state(word) {
    part("state").textContent = words[word];
    part("state").dataset.state = word;
  },
  pending(message) {
    part("suggestions").hidden = true;
    view.pending(message);
  },
  sent: (id) => view.sent(id),
  delayed: (id) => view.delayed(id, () => talk.hurry()),
  refused: (message, word) => view.failed(message.id, words.refusals[word], () => {}),
  renewed() {
    view.busy(false);
    view.clear();
    view.note(words.renewed);
    view.tell(words.renewed);
  },
});

function arrived() {
  if (framed) tellParent("line");
  if (!document.hidden) return;
  unread += 1;
  document.title = `(${unread}) ${title}`;
}

function seen() {
  if (document.hidden) return;
  unread = 0;
  document.title = title;
}

// ---- writing ----

const form = part("form");
const text = part("text");

function grow() {
  // without words of the member's own, those in the empty field keep to the page's direction
  text.dir = text.value ? "auto" : "";
  text.style.blockSize = "auto";
  text.style.blockSize = `${Math.min(text.scrollHeight + 2, 160)}px`;
}

function send() {
  const said = text.value.trim();
  if (said) {
    talk.say({ text: said }, said);
    text.value = "";
    forget("draft");
    grow();
  }
  text.focus();
}

// Back to the composer, but not where that would raise a phone's keyboard.
function ready() {
  if (window.matchMedia("(hover: hover)").matches) text.focus();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  send();
});
text.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  send();
});
text.addEventListener("input", () => {
  keep("draft", text.value);
  grow();
});
part("suggestions").addEventListener("click", (event) => {
  if (!(event.target instanceof HTMLButtonElement)) return;
  const said = event.target.textContent;
  talk.say({ text: said }, said);
  ready();
});

// ---- files ----

const mostBytes = Number(document.getElementById("chat").dataset.maxUpload);

function media(file) {
  const kind = file.type.split("/")[0];
  return { image: "image", audio: "voice", video: "video" }[kind] ?? "document";
}

function attach(file) {
  const id = newId();
  files.set(id, { file, progress: view.uploading({ id, name: file.name, media: media(file) }) });
  upload(id);
}

async function upload(id) {
  const { file, progress } = files.get(id);
  const word = file.size > mostBytes ? "too_long" : await talk.upload(file, id, progress);
  const taken = () => files.delete(id);
  if (word === "unavailable" || word === "too_many") return view.failed(id, words.refusals[word], taken, () => upload(id));
  taken();
  if (word === "") return view.sent(id);
  const tooLarge = words.refusals.file_too_large.replace("{limit}", Math.floor(mostBytes / 1048576));
  view.failed(id, word === "too_long" ? tooLarge : words.refusals[word], () => {});
}

part("file").addEventListener("change", (event) => {
  for (const file of event.target.files) attach(file);
  event.target.value = "";
});
window.addEventListener("beforeunload", (event) => files.size && event.preventDefault());

// ---- going on elsewhere ----

const LINK_KEPT = 14 * 60 * 1000; // ms; the server lets it be good for a minute more

// Who has written nothing yet has nothing to go on with.
function offerWaysOn() {
  for (const button of document.querySelectorAll("button.onward")) button.hidden = !button.nextElementSibling.hidden;
}

async function goOn(button) {
  button.disabled = true;
  const address = await talk.invitation(button.dataset.to);
  button.disabled = false;
  if (!address) return view.tell(words.refusals.unavailable);
  const link = button.nextElementSibling;
  const swap = (open) => ([link.hidden, button.hidden] = [!open, open]);
  link.href = address;
  swap(true);
  link.focus();
  setTimeout(swap, LINK_KEPT, false);
}

for (const button of document.querySelectorAll("button.onward")) button.addEventListener("click", () => goOn(button));

// ---- in a frame ----

// The message says nothing that another site may not know.
function tellParent(word) {
  window.parent.postMessage({ mujib: word }, "*");
}

if (framed) {
  part("close").hidden = false;
  part("close").addEventListener("click", () => tellParent("close"));
  document.addEventListener("keydown", (event) => event.key === "Escape" && tellParent("close"));
  window.addEventListener("message", (event) => event.source === window.parent && event.data?.mujib === "open" && text.focus());
  tellParent("ready");
}

// ---- opening ----

form.hidden = false;
part("suggestions").hidden = talk.begun;
text.value = recall("draft") ?? "";
grow();
document.addEventListener("visibilitychange", seen);
view.busy(talk.begun);
caughtUp = !talk.begun;
talk.start();
if (talk.begun && recall("language") !== language) {
  keep("language", language);
  talk.say({ language }, "");
}
