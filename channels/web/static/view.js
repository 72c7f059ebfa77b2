// What the member sees of the conversation. Knows nothing of the server; `pressed(option)` says that an option was chosen.

import { day, element, paragraphs, time } from "./words.js";

const NEAR = 120; // px from the end that still count as being at the end

export class View {
  #lines = document.getElementById("chat-lines");
  #waiting = document.getElementById("chat-waiting");
  #scroll = document.getElementById("chat-scroll");
  #newer = document.getElementById("chat-newer");
  #told = document.getElementById("chat-told");
  #language = document.documentElement.lang;
  #seen = new Set();
  #day = "";
  #words;
  #pressed;

  constructor(words, pressed) {
    this.#words = words;
    this.#pressed = pressed;
    this.#newer.addEventListener("click", () => this.end());
    this.#scroll.addEventListener("scroll", () => this.#near() && (this.#newer.hidden = true));
  }

  // While the earlier lines come in, screen readers are not told of each.
  busy(is) {
    this.#lines.setAttribute("aria-busy", String(is));
    if (!is) this.end();
  }

  // Shows a line that the server has; false when it stands there already.
  line(line) {
    if (this.#seen.has(line.id)) return false;
    this.#seen.add(line.id);
    const stays = this.#near();
    this.#find(line.client_id)?.remove();
    if (line.speaker === "member" && !line.text && !line.attachment) return true;
    this.#dated(new Date(line.at));
    if (line.speaker === "member") this.#fade();
    const shown = line.speaker === "member" ? this.#mine(line) : this.#theirs(line);
    shown.append(this.#meta(new Date(line.at)));
    this.#options(shown, line.options ?? []);
    this.#lines.append(shown);
    this.#follow(shown, stays || line.speaker === "member");
    return true;
  }

  // Shows a message that is on its way.
  pending({ id, label, at }) {
    if (!label || this.#find(id)) return;
    const shown = element("div", { class: "line member", "data-id": id }, this.#bubble(paragraphs(label, "auto", false)));
    shown.append(this.#meta(new Date(at), this.#words.sending));
    this.#fade();
    this.#waiting.append(shown);
    this.end();
  }

  // Shows a file that is on its way; gives a function to tell how far it is, from 0 to 1.
  uploading({ id, name, media }) {
    const progress = element("progress", { max: "1", value: "0", "aria-label": this.#words.uploading });
    const shown = element("div", { class: "line member", "data-id": id }, this.#bubble([this.#file(name, media)]));
    const meta = this.#meta(new Date(), this.#words.uploading);
    meta.append(progress);
    shown.append(meta);
    this.#waiting.append(shown);
    this.end();
    return (part) => (progress.value = part);
  }

  sent(id) {
    this.#status(id, this.#words.sent, []);
  }

  // `again` is called when the member asks for another attempt.
  delayed(id, again) {
    this.#status(id, this.#words.delayed, [this.#button(this.#words.retry, again)]);
  }

  // `removed` is called when the member takes it away; without `again` there is no other attempt.
  failed(id, why, removed, again) {
    const shown = this.#find(id);
    const remove = this.#button(this.#words.remove, () => {
      shown?.remove();
      removed();
    });
    this.#status(id, `${this.#words.failed}. ${why}`, again ? [this.#button(this.#words.retry, again), remove] : [remove]);
    shown?.classList.add("failed");
    this.tell(`${this.#words.failed}. ${why}`);
  }

  note(text) {
    this.#lines.append(element("p", { class: "notice" }, text));
    this.end();
  }

  clear() {
    this.#lines.replaceChildren();
    this.#seen.clear();
    this.#day = "";
  }

  // Says something to those who listen rather than look.
  tell(text) {
    this.#told.textContent = text;
  }

  end() {
    this.#scroll.scrollTop = this.#scroll.scrollHeight;
    this.#newer.hidden = true;
  }

  #near() {
    return this.#scroll.scrollHeight - this.#scroll.scrollTop - this.#scroll.clientHeight < NEAR;
  }

  // Keeps the newest in view, but never scrolls past the first words of a long answer.
  #follow(shown, stays) {
    if (!stays) {
      this.#newer.hidden = false;
      return;
    }
    this.end();
    const lost = this.#scroll.getBoundingClientRect().top - shown.getBoundingClientRect().top;
    if (lost > 0) this.#scroll.scrollTop -= lost + 8;
  }

  #find(id) {
    return id ? [...this.#waiting.children].find((one) => one.dataset.id === id) : undefined;
  }

  #mine(line) {
    const content = line.text ? paragraphs(line.text, "auto", false) : [];
    if (line.attachment) content.unshift(this.#file(line.attachment.name, line.attachment.media));
    return element("div", { class: "line member" }, element("span", { class: "unseen" }, `${this.#words.you}: `), this.#bubble(content));
  }

  #theirs(line) {
    const officer = line.speaker === "officer";
    const dir = officer ? "auto" : line.language === "en" ? "ltr" : "rtl";
    const shown = element("div", { class: `line ${officer ? "officer" : "bot"}`, lang: line.language ?? this.#language });
    const name = element("bdi", {}, officer ? line.name || this.#words.officer : this.#words.bot);
    shown.append(element("p", { class: officer ? "speaker" : "unseen" }, name));
    const content = line.text ? paragraphs(line.text, dir, true) : [];
    if (line.file) content.push(this.#given(line.file));
    shown.append(this.#bubble(content));
    return shown;
  }

  #bubble(content) {
    return element("div", { class: "bubble" }, ...content);
  }

  #file(name, media) {
    const label = this.#words.media[media] ?? this.#words.media.other;
    return element("span", { class: "file" }, `${label}: `, element("bdi", {}, name));
  }

  // A file from the association: a picture is shown, anything else is a link to it.
  #given({ name, address, picture }) {
    const attributes = { href: address, target: "_blank", rel: "noopener", class: picture ? "picture" : "file" };
    if (picture) return element("a", attributes, element("img", { src: address, alt: `${this.#words.media.image}: ${name}` }));
    return element("a", { ...attributes, download: name }, `${this.#words.media.document}: `, element("bdi", {}, name));
  }

  #meta(at, status = "") {
    return element("div", { class: "meta" }, time(at, this.#language), element("span", { class: "status" }, status));
  }

  #status(id, text, buttons) {
    const meta = this.#find(id)?.querySelector(".meta");
    if (!meta) return;
    meta.querySelectorAll("button, progress").forEach((one) => one.remove());
    meta.querySelector(".status").textContent = text;
    meta.append(...buttons);
  }

  #button(text, pressed) {
    const made = element("button", { type: "button", class: "text-button" }, text);
    made.addEventListener("click", pressed);
    return made;
  }

  #options(shown, options) {
    if (!options.length) return;
    const group = element("div", { class: "options", role: "group", "aria-label": this.#words.options });
    for (const option of options) {
      const made = element("button", { type: "button", class: "option", dir: "auto" }, option.label);
      made.addEventListener("click", () => this.#pressed(option));
      group.append(made);
    }
    shown.append(group);
  }

  // Options above a newer message of the member look spent; they still answer when pressed.
  #fade() {
    for (const group of this.#scroll.querySelectorAll(".options")) group.classList.add("past");
  }

  #dated(at) {
    const name = day(at, this.#language);
    if (name === this.#day) return;
    this.#day = name;
    this.#lines.append(element("p", { class: "day" }, name));
  }
}
