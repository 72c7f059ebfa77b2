// Server-sent events over fetch, since EventSource cannot send the token in a header.

const SILENCE = 35000; // ms; the server says something every ten seconds

// Reads events until the connection ends; throws when it breaks or falls silent. `heard` gets {event, data}.
export async function events(url, headers, signal, opened, heard) {
  const cut = new AbortController();
  const stop = () => cut.abort();
  signal.addEventListener("abort", stop);
  let watchdog = setTimeout(stop, SILENCE);
  try {
    const answer = await fetch(url, { headers, signal: cut.signal, cache: "no-store" });
    if (!answer.ok) return answer.status;
    opened();
    const parse = parser(heard);
    const decoder = new TextDecoder();
    const reader = answer.body.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return 200;
      clearTimeout(watchdog);
      watchdog = setTimeout(stop, SILENCE);
      parse(decoder.decode(value, { stream: true }));
    }
  } finally {
    clearTimeout(watchdog);
    signal.removeEventListener("abort", stop);
  }
}

// Gives a function that takes text as it comes and calls `heard` for each whole event.
function parser(heard) {
  let rest = "";
  return (text) => {
    const parts = (rest + text).split("\n\n");
    rest = parts.pop();
    for (const part of parts) {
      const fields = Object.fromEntries(part.split("\n").filter((row) => !row.startsWith(":")).map(field));
      if (fields.data !== undefined) heard({ event: fields.event ?? "message", data: fields.data });
    }
  };
}

function field(row) {
  const at = row.indexOf(":");
  return [row.slice(0, at), row.slice(at + 1).trimStart()];
}
