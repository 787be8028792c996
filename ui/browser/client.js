// The only file of the browser that talks to the server. Every exchange is kept for who wants to see it.

export const exchanges = [];

function csrf() {
  const found = /(?:^|; )CSRF=([^;]*)/.exec(document.cookie);
  return found ? found[1] : null;
}

// Addresses in answers may name the server otherwise than the browser does: the path is what counts.
export function local(url) {
  const full = new URL(url, location.href);
  return full.pathname + full.search;
}

// One request: { method, url, headers, body, status, reason, answer: { headers, text, json } }. Never throws; a server that
// is away has status 0.
export async function exchange(method, url, body) {
  const shown = { Accept: "application/json" };
  if (body !== undefined) shown["Content-Type"] = "application/json";
  const headers = { ...shown }, token = csrf();
  if (method !== "GET" && token) headers["X-API-CSRF"] = token;
  const text = body === undefined ? undefined : JSON.stringify(body);
  const one = { method, url: new URL(local(url), location.href).href, headers: shown, body: text, status: 0, reason: "",
    answer: { headers: [], text: "", json: null } };
  try {
    // Not from a cache, nor into it: the page has the same address.
    const reply = await fetch(local(url), { method, headers, body: text, credentials: "same-origin", cache: "no-store" });
    one.status = reply.status;
    one.reason = reply.statusText;
    one.answer.headers = [...reply.headers];
    one.answer.text = await reply.text();
    try { one.answer.json = one.answer.text ? JSON.parse(one.answer.text) : null; } catch { one.answer.json = null; }
  } catch (error) {
    one.reason = `No answer: ${error.message}`;
  }
  exchanges.push(one);
  return one;
}

export function ok(one) { return one.status >= 200 && one.status < 300; }

// What an exchange that failed says, for people.
export function reason(one) {
  const error = one.answer.json;
  if (!one.status) return one.reason;
  if (!error || error.type !== "error") return `${one.status} ${one.reason}`;
  const code = error.code && error.code !== error.message ? error.code : "";
  return [code, error.detail || error.message].filter(Boolean).join(": ") || `${one.status} ${one.reason}`;
}

function quote(text) { return `'${String(text).replaceAll("'", "'\\''")}'`; }

// The same request for a shell; the key stays a variable.
export function curl(method, url, body, user) {
  const parts = ["curl", "-u", `"${user}"`];
  if (method !== "GET") parts.push("-X", method);
  if (body !== undefined) parts.push("-H", "'Content-Type: application/json'", "-d", quote(body));
  parts.push(quote(new URL(local(url), location.href).href));
  return parts.join(" ");
}
