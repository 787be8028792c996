// Elements without markup: what comes from the server only ever becomes text.

let counter = 0;

export function uid(prefix = "x") {
  counter += 1;
  return `${prefix}-${counter}`;
}

// h("a", { href, class: "quiet", onclick }, "text", child, [children], null)
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name in element && typeof value !== "string") element[name] = value;
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

// A sentence in which `this` is code.
export function rich(text) {
  return String(text || "").split("`").map((part, i) => i % 2 ? h("code", {}, part) : part);
}

// A link, when the address is one that may be followed; else its text.
export function link(href, ...text) {
  let url = null;
  try { url = new URL(href, location.href); } catch { /* no address */ }
  if (!url || !/^https?:$/.test(url.protocol)) return h("span", {}, ...text);
  return h("a", { href: url.href, rel: url.origin === location.origin ? null : "noreferrer" }, ...text);
}

// Says something to who cannot see the page, and at its top.
export function say(text, bad = false) {
  const place = document.getElementById("said");
  if (!place) return;
  place.textContent = text;
  place.className = bad ? "said bad" : "said";
  place.hidden = !text;
}
