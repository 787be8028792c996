// The only file that talks to the server: the public REST API and its change stream.

const KEY = "stampede.key";

export class ApiError extends Error {
  constructor(status, body) {
    const field = body.fieldName ? ` (${body.fieldName})` : "";
    super(`${body.detail || body.message || body.code || "The server refused"}${field}`);
    this.status = status;
    this.code = body.code;
  }
}

// The key may come in the fragment of the link that the first start prints: #ACCESS:SECRET.
// A fragment never leaves the browser; it is taken out of the address at once.
export function takeKeyFromLink() {
  const match = /^#([0-9A-F]{20}):(.+)$/.exec(location.hash);
  if (!match) return;
  setKey(match[1], match[2]);
  history.replaceState(null, "", location.pathname);
}

export function setKey(access, secret) {
  sessionStorage.setItem(KEY, btoa(`${access}:${secret}`));
}

export function forgetKey() {
  sessionStorage.removeItem(KEY);
}

export function hasKey() {
  return sessionStorage.getItem(KEY) !== null;
}

// One request. Returns the parsed answer; throws ApiError with what the server said.
export async function call(method, path, body) {
  const headers = { Accept: "application/json" };
  const key = sessionStorage.getItem(KEY);
  if (key) headers.Authorization = `Basic ${key}`;
  if (body !== undefined) headers["Content-Type"] = "application/json";
  const url = new URL(path, location.href);
  const answer = await fetch(url.pathname + url.search, {
    method, headers, body: body === undefined ? undefined : JSON.stringify(body),
    credentials: "omit",  // or a 401 would open the browser's own prompt instead of our form
  });
  const text = await answer.text();
  let parsed = {};
  try { parsed = text ? JSON.parse(text) : {}; } catch { parsed = { message: text.slice(0, 200) }; }
  if (!answer.ok) throw new ApiError(answer.status, parsed);
  return parsed;
}

// Sends a file as the body, telling how far it is in percent. The upload runs beside other calls.
export function upload(path, file, onProgress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const url = new URL(path, location.href);
    request.open("PUT", url.pathname + url.search);
    const key = sessionStorage.getItem(KEY);
    if (key) request.setRequestHeader("Authorization", `Basic ${key}`);
    request.setRequestHeader("Accept", "application/json");
    request.upload.onprogress = (event) => onProgress(event.total ? Math.round(100 * event.loaded / event.total) : 0);
    request.onerror = () => reject(new Error("The upload broke off"));
    request.onload = () => {
      let parsed = {};
      try { parsed = JSON.parse(request.responseText); } catch { parsed = { message: request.statusText }; }
      if (request.status < 300) resolve(parsed); else reject(new ApiError(request.status, parsed));
    };
    request.send(file);
  });
}

// All pages of a collection.
export async function list(plural, query = "") {
  let page = await call("GET", `/v1/${plural}?limit=1000${query}`);
  const rows = page.data;
  while (page.pagination && page.pagination.next) {
    page = await call("GET", page.pagination.next);
    rows.push(...page.data);
  }
  return rows;
}

// Calls onChange(resource) for every change, onState("live" | "lost"), for ever.
// After a gap onState("live") comes again: the caller reads everything anew then.
export async function subscribe(onChange, onState) {
  let wait = 500;
  for (;;) {
    try {
      const { ticket } = await call("POST", "/v1/ticket", {});
      await new Promise((resolve, reject) => {
        const scheme = location.protocol === "https:" ? "wss" : "ws";
        const socket = new WebSocket(
          `${scheme}://${location.host}/v1/subscribe?eventNames=resource.change&ticket=${ticket}`);
        socket.onopen = () => { wait = 500; onState("live"); };
        socket.onmessage = (message) => {
          const event = JSON.parse(message.data);
          if (event.name === "resource.change" && event.data && event.data.resource) onChange(event.data.resource);
        };
        socket.onclose = resolve;
        socket.onerror = () => reject(new Error("the change stream broke"));
      });
    } catch (error) {
      if (error.status === 401) { onState("login"); return; }
    }
    onState("lost");
    await new Promise((resolve) => setTimeout(resolve, wait));
    wait = Math.min(wait * 2, 10000);
  }
}
