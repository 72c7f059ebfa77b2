// The conversation with the server: its token, the messages not yet taken, and the lines that come back.
// A message leaves the outbox only when the server has stored it; it is posted again under the same id, so it is never doubled.

import { forget, keep, kept, recall, watch } from "./keep.js";
import { events } from "./stream.js";

const OUT = "out:";
const FINAL = new Set(["malformed", "empty", "too_long", "file_type"]);
const FIRST_WAIT = 1000;
const LONGEST_WAIT = 30000;
const PATIENCE = 15000;
const POLL = 4000; // ms between looks where a proxy holds the stream back

// 96 random bits; randomUUID does not exist on pages without TLS.
export function newId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

export class Talk {
  #on;
  #cursor = "";
  #listening = null;
  #flushing = false;
  #wake = () => {};
  #retry = 0;
  #last = 0;
  #poll = 0;
  #wait = FIRST_WAIT;

  // `on` has line(line), ready(), state(word), pending(message), sent(id), delayed(id), refused(message, word), renewed().
  constructor(on) {
    this.#on = on;
    watch((name, value) => name === "token" && value && this.#adopted());
    window.addEventListener("online", () => this.hurry());
    document.addEventListener("visibilitychange", () => document.hidden || this.hurry());
  }

  get begun() {
    return recall("token") !== null;
  }

  // Shows what waits from before, goes on listening, and posts again what was not taken.
  start() {
    for (const message of this.#waiting()) this.#on.pending(message);
    if (this.begun) this.#listen();
    this.flush();
  }

  // Posts `fields` as one message; `label` is what the member sees of it (empty: nothing).
  say(fields, label) {
    this.#last = Math.max(Date.now(), this.#last + 1);
    const message = { id: newId(), at: this.#last, label, fields };
    keep(OUT + message.id, JSON.stringify(message));
    this.#on.pending(message);
    this.flush();
  }

  // Tries again at once whatever is waiting for its next attempt.
  hurry() {
    this.#wake();
    this.flush();
  }

  async flush() {
    if (this.#flushing) return;
    this.#flushing = true;
    clearTimeout(this.#retry);
    try {
      for (let next = this.#waiting()[0]; next; next = this.#waiting()[0]) {
        if (!(await this.#deliver(next))) break;
      }
    } finally {
      this.#flushing = false;
    }
  }

  // Gives the address at which the member goes on elsewhere, or nothing.
  async invitation(to) {
    try {
      const answer = await fetch(`chat/invitations?to=${encodeURIComponent(to)}`, {
        method: "POST",
        headers: { authorization: `Bearer ${await this.#token()}` },
        signal: AbortSignal.timeout(PATIENCE),
      });
      return answer.ok ? (await answer.json()).address : "";
    } catch {
      return "";
    }
  }

  // Uploads a file under `id`; `progress` gets 0 to 1. Gives an empty word, or why it was refused.
  async upload(file, id, progress) {
    const token = await this.#token();
    if (!token) return "unavailable";
    const word = await post(file, id, token, progress);
    if (word !== "not_verified") return word;
    this.#renew(token);
    return (await this.#token()) ? post(file, id, recall("token"), progress) : "unavailable";
  }

  #waiting() {
    const found = kept(OUT).map((name) => JSON.parse(recall(name) ?? "null")).filter(Boolean);
    return found.sort((one, other) => one.at - other.at);
  }

  // Posts one message; false when the rest has to wait.
  async #deliver(message) {
    const token = await this.#token();
    const word = token ? await this.#post(message, token) : "unavailable";
    if (word === "not_verified") {
      this.#renew(token);
      return this.#later(message, !this.#renewals.allow());
    }
    if (word !== "" && !FINAL.has(word)) return this.#later(message, true);
    this.#wait = FIRST_WAIT;
    forget(OUT + message.id);
    if (word === "") this.#on.sent(message.id);
    else this.#on.refused(message, word);
    return true;
  }

  // A server that refuses even its own fresh tokens is asked slowly.
  #renewals = { count: 0, allow() { return (this.count += 1) % 3 !== 0; } };

  #later(message, wait) {
    if (!wait) return true;
    this.#on.delayed(message.id);
    this.#retry = setTimeout(() => this.flush(), this.#wait);
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT);
    return false;
  }

  async #post(message, token) {
    try {
      const answer = await fetch("chat/messages", {
        method: "POST",
        headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
        body: JSON.stringify({ ...message.fields, id: message.id }),
        signal: AbortSignal.timeout(PATIENCE),
      });
      return answer.ok ? "" : reason(answer.status, await answer.text());
    } catch {
      return "unavailable";
    }
  }

  // The token, made at the first message. Tabs that write their first message at once make one between them.
  async #token() {
    const make = async () => recall("token") ?? (await this.#begin());
    try {
      return await navigator.locks.request("mujib-token", make);
    } catch {
      // no locks without TLS, nor in a frame of another site whose storage the browser forbids
      return make();
    }
  }

  async #begin() {
    try {
      const answer = await fetch("chat/conversations", { method: "POST", signal: AbortSignal.timeout(PATIENCE) });
      if (!answer.ok) return null;
      keep("token", (await answer.json()).token);
      keep("language", document.documentElement.lang);
      this.#listen();
      return recall("token");
    } catch {
      return null;
    }
  }

  #renew(token) {
    if (recall("token") !== token) return;
    forget("token");
    this.#silence();
    this.#on.renewed();
  }

  #adopted() {
    this.#silence();
    this.#listen();
  }

  #silence() {
    this.#listening?.abort();
    this.#listening = null;
    this.#cursor = "";
  }

  async #listen() {
    if (this.#listening) return;
    const token = recall("token");
    const stop = new AbortController();
    this.#listening = stop;
    for (let wait = FIRST_WAIT; !stop.signal.aborted; wait = Math.min(wait * 2, LONGEST_WAIT)) {
      let opened = false;
      const status = await this.#hear(token, stop.signal, () => (opened = true));
      if (stop.signal.aborted) return;
      if (status === 401) return this.#renew(token);
      // a cursor that means nothing to the server (any more): from the beginning, the page knows what it shows already
      if (status === 400) this.#cursor = "";
      if (opened) wait = FIRST_WAIT / 2;
      this.#on.state("offline");
      await this.#pause(wait);
    }
  }

  async #hear(token, signal, opened) {
    const headers = { authorization: `Bearer ${token}` };
    if (this.#cursor) headers["last-event-id"] = this.#cursor;
    this.#on.state("connecting");
    const open = () => {
      opened();
      this.#on.state("online");
      this.flush();
    };
    this.#poll = setInterval(() => this.#look(token, signal), POLL);
    try {
      return await events("chat/events", headers, signal, open, (event) => signal.aborted || this.#heard(event));
    } catch {
      return 0;
    } finally {
      clearInterval(this.#poll);
    }
  }

  // Asks for the lines until the stream shows that it gets through.
  async #look(token, signal) {
    const headers = { authorization: `Bearer ${token}` };
    try {
      const answer = await fetch(`chat/lines?after=${encodeURIComponent(this.#cursor)}`, { headers, signal, cache: "no-store" });
      if (!answer.ok) return;
      for (const line of (await answer.json()).lines) this.#shown(line);
      this.#on.ready();
    } catch {
      // the stream itself says whether there is a connection
    }
  }

  #heard({ event, data }) {
    if (event === "ready") {
      clearInterval(this.#poll);
      this.#on.ready();
    }
    if (event === "line") this.#shown(JSON.parse(data));
  }

  #shown(line) {
    this.#cursor = line.cursor;
    if (line.client_id) forget(OUT + line.client_id);
    this.#on.line(line);
  }

  #pause(wait) {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, wait * (0.75 + Math.random() / 2));
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

// XMLHttpRequest, since fetch does not tell how far an upload has come.
function post(file, id, token, progress) {
  return new Promise((resolve) => {
    const form = new FormData();
    form.append("id", id);
    form.append("file", file, file.name);
    const request = new XMLHttpRequest();
    request.open("POST", "chat/attachments");
    request.setRequestHeader("authorization", `Bearer ${token}`);
    request.upload.addEventListener("progress", (event) => event.lengthComputable && progress(event.loaded / event.total));
    request.addEventListener("load", () => resolve(request.status < 300 ? "" : reason(request.status, request.responseText)));
    for (const end of ["error", "abort", "timeout"]) request.addEventListener(end, () => resolve("unavailable"));
    request.send(form);
  });
}

function reason(status, text) {
  try {
    return JSON.parse(text).error ?? "unavailable";
  } catch {
    return status === 413 ? "too_long" : "unavailable";
  }
}
