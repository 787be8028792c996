// The only file that talks to the server: the public REST API and its change stream.

export class ApiError extends Error {
  constructor(status, body) {
    const field = body.fieldName ? ` (${body.fieldName})` : "";
    super(`${body.detail || body.message || body.code || "The server refused"}${field}`);
    this.status = status;
    this.code = body.code;
  }
}

// What a change must repeat, so that the server knows that a page of its own sent it.
function headersOf(method) {
  const headers = { Accept: "application/json" };
  const csrf = /(?:^|; )CSRF=([0-9A-F]{32})/.exec(document.cookie);
  if (method !== "GET" && csrf) headers["X-API-CSRF"] = csrf[1];
  return headers;
}

// One request. Returns the parsed answer; throws ApiError with what the server said.
export async function call(method, path, body) {
  const headers = headersOf(method);
  if (body !== undefined) headers["Content-Type"] = "application/json";
  const url = new URL(path, location.href);
  const answer = await fetch(url.pathname + url.search, {
    method, headers, body: body === undefined ? undefined : JSON.stringify(body), credentials: "same-origin",
  });
  const text = await answer.text();
  let parsed = {};
  try { parsed = text ? JSON.parse(text) : {}; } catch { parsed = { message: text.slice(0, 200) }; }
  if (!answer.ok) throw new ApiError(answer.status, parsed);
  return parsed;
}

// Who is logged in; throws an ApiError of status 401 when nobody is.
export function session() {
  return call("GET", "/v1/session");
}

// Logs in with {accessKey, secretKey}, or with {token} of a login link.
export async function logIn(values) {
  // The first answer of the server brings the cookie that a change must repeat.
  if (!document.cookie.includes("CSRF=")) await session().catch(() => {});
  return call("POST", "/v1/session", values);
}

export function logOut() {
  return call("DELETE", "/v1/session");
}

// The first start prints a link with a token in its fragment, which never leaves the browser and is
// taken out of the address at once. Good once.
export async function takeLoginLink() {
  const match = /^#login=([0-9a-f]{64})$/.exec(location.hash);
  if (!match) return;
  history.replaceState(null, "", location.pathname);
  await logIn({ token: match[1] });
}

// Sends a file as the body, telling how far it is in percent. The upload runs beside other calls.
export function upload(path, file, onProgress) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const url = new URL(path, location.href);
    request.open("PUT", url.pathname + url.search);
    for (const [name, value] of Object.entries(headersOf("PUT"))) request.setRequestHeader(name, value);
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
