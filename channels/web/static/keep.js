// What the page remembers: in the browser's storage, or, where that is forbidden or full, as long as the page is open.

const place = `mujib:${new URL(".", document.baseURI).pathname}:`;
const memory = new Map();

function area() {
  try {
    return window.localStorage;
  } catch {
    return null;
  }
}

export function recall(name) {
  if (memory.has(name)) return memory.get(name);
  try {
    return area()?.getItem(place + name) ?? null;
  } catch {
    return null;
  }
}

export function keep(name, value) {
  try {
    const storage = area();
    if (!storage) throw new Error("no storage");
    storage.setItem(place + name, value);
    memory.delete(name);
  } catch {
    memory.set(name, value);
  }
}

export function forget(name) {
  memory.delete(name);
  try {
    area()?.removeItem(place + name);
  } catch {
    // nothing was kept there
  }
}

// The names that begin with `prefix`.
export function kept(prefix) {
  const names = new Set([...memory.keys()].filter((name) => name.startsWith(prefix)));
  try {
    for (const key of Object.keys(area() ?? {})) {
      if (key.startsWith(place + prefix)) names.add(key.slice(place.length));
    }
  } catch {
    // only the memory then
  }
  return [...names];
}

// Calls `told(name, value)` when another tab of this browser changed something.
export function watch(told) {
  window.addEventListener("storage", (event) => {
    if (event.key?.startsWith(place)) told(event.key.slice(place.length), event.newValue);
  });
}
