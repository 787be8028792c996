// What was sent and what came back, and the same for a shell.

import { h, say } from "./dom.js";
import { curl } from "./client.js";

function pretty(text) {
  try { return JSON.stringify(JSON.parse(text), null, 2); } catch { return text || ""; }
}

// A line to copy, with its button.
export function copyLine(text) {
  const code = h("code", { class: "line", tabIndex: 0 }, text());
  const button = h("button", { type: "button", class: "quiet", onclick: async () => {
    try {
      await navigator.clipboard.writeText(code.textContent);
      say("Copied.");
    } catch {
      // Without a clipboard (plain http) it is selected, to be copied by hand.
      getSelection().selectAllChildren(code);
      say("Selected: copy it with Ctrl+C.");
    }
  } }, "Copy");
  const element = h("div", { class: "copy" }, code, button);
  element.update = () => { code.textContent = text(); };
  return element;
}

function block(title, head, body) {
  return h("section", {}, h("h3", {}, title), h("pre", { class: "raw", tabIndex: 0 }, [...head, "", pretty(body)].join("\n").trimEnd()));
}

// The panel for one exchange.
export function panel(one, user, open = false) {
  const target = new URL(one.url);
  const sent = [`${one.method} ${target.pathname}${target.search} HTTP/1.1`, `Host: ${target.host}`,
    ...Object.entries(one.headers).map(([name, value]) => `${name}: ${value}`)];
  const got = [one.status ? `HTTP/1.1 ${one.status} ${one.reason || ""}`.trim() : one.reason || "no answer",
    ...one.answer.headers.map(([name, value]) => `${name}: ${value}`)];
  return h("details", { class: "card", id: "exchange", open }, h("summary", {}, `Request and response: ${one.method}, ${one.status || "no answer"}`),
    h("h3", {}, "As a curl command"), copyLine(() => curl(one.method, one.url, one.body, user)),
    h("div", { class: "two" }, block("Request", sent, one.body), block("Response", got, one.answer.text)));
}
