// A collection: what is in it, filters, sorting, columns, pages.

import { h, link, uid } from "./dom.js";
import { aboutField, schemaOf } from "./catalog.js";
import { cell } from "./values.js";

const MODIFIERS = { eq: "is", ne: "is not", prefix: "begins with", like: "is like", notlike: "is not like", null: "is not set",
  notnull: "is set", lt: "<", lte: "≤", gt: ">", gte: "≥" };
const DULL = new Set(["uuid", "description", "data", "transitioning", "transitioningMessage", "transitioningProgress", "removed",
  "removeTime", "accountId", "kind", "isPublic"]);
const COLUMNS = 8;

// This address with other parameters: { name: value }, null takes one away. A new view begins at its first page.
function address(changes) {
  const url = new URL(location.href);
  url.searchParams.delete("marker");
  for (const [name, value] of Object.entries(changes)) {
    url.searchParams.delete(name);
    for (const one of [value].flat()) if (one !== null) url.searchParams.append(name, one);
  }
  return url.pathname + url.search;
}

function go(url) { location.assign(url); }

function columnsOf(data, schema) {
  const stored = localStorage.getItem(`stampede.columns.${data.resourceType}`);
  const all = Object.keys(schema.resourceFields);
  if (stored) {
    const kept = stored.split(",").filter((name) => all.includes(name));
    if (kept.length) return kept;
  }
  const filled = all.filter((name) => !DULL.has(name) && !["id", "name", "state"].includes(name)
    && data.data.some((one) => one[name] !== null && one[name] !== undefined && one[name] !== "" && typeof one[name] !== "object"));
  return ["name", "id", "state"].filter((name) => all.includes(name)).concat(filled).slice(0, COLUMNS);
}

// The links that were included: they stand beside the fields.
function includedIn(data) {
  const asked = new URL(location.href).searchParams.getAll("include").map((one) => one.toLowerCase());
  return data.data.length ? Object.keys(data.data[0].links).filter((name) => asked.includes(name.toLowerCase()) && name in data.data[0]) : [];
}

function header(name, data) {
  const sorted = data.sort && data.sort.name === name, url = sorted ? data.sort.reverse : data.sortLinks[name];
  const order = sorted ? data.sort.order : null;
  return h("th", { scope: "col", "aria-sort": order ? `${order}ending` : null, title: aboutField(data.resourceType, name).description || null },
    url ? link(new URL(url).pathname + new URL(url).search, name, order ? h("span", { "aria-hidden": "true" }, order === "asc" ? " ▲" : " ▼") : null) : name);
}

function table(data, schema) {
  const columns = columnsOf(data, schema).concat(includedIn(data));
  if (!data.data.length) return h("p", { class: "empty" }, "Nothing is here, or nothing that these filters let through.");
  return h("div", { class: "scroll", tabIndex: 0, role: "region", "aria-label": `Table of ${schema.pluralName}` },
    h("table", { class: "list" }, h("thead", {}, h("tr", {}, columns.map((name) => header(name, data)))),
      h("tbody", {}, data.data.map((one) => h("tr", {}, columns.map((name) => h("td", {}, cell(one, name))))))));
}

// --- Filters -------------------------------------------------------------------------------

function chips(data) {
  const made = [];
  for (const [field, list] of Object.entries(data.filters || {})) {
    for (const { value, modifier } of list || []) {
      const parameter = modifier === "eq" ? field : `${field}_${modifier}`;
      const plain = modifier === "null" || modifier === "notnull";
      made.push(h("li", {}, h("span", {}, `${field} ${MODIFIERS[modifier] || modifier}${plain ? "" : ` ${value}`} `),
        h("a", { href: address({ [parameter]: null }), "aria-label": `Take away: ${field} ${MODIFIERS[modifier] || modifier} ${value}` }, "✕")));
    }
  }
  return made.length ? h("ul", { class: "chips", "aria-label": "Filters" }, made) : null;
}

function valueInput(field, id) {
  if (field && field.options && field.options.length)
    return h("select", { id, name: "value" }, field.options.map((one) => h("option", { value: one }, one)));
  if (field && field.type === "boolean")
    return h("select", { id, name: "value" }, ["true", "false"].map((one) => h("option", { value: one }, one)));
  return h("input", { id, name: "value", type: "text", spellcheck: "false", placeholder: field && field.type === "date" ? "2026-01-31T12:00:00Z" : null });
}

function filterForm(schema) {
  const names = Object.keys(schema.collectionFilters || {}).filter((name) => schema.resourceFields[name]);
  if (!names.length) return null;
  const ids = [uid("f"), uid("f"), uid("f")];
  const field = h("select", { id: ids[0], name: "field", onchange: () => update() }, names.map((name) => h("option", { value: name }, name)));
  const modifier = h("select", { id: ids[1], name: "modifier", onchange: () => place() });
  const holder = h("span", {});
  const place = () => {
    const plain = modifier.value === "null" || modifier.value === "notnull";
    holder.replaceChildren(plain ? h("span", { id: ids[2] }) : valueInput(modifier.value === "eq" || modifier.value === "ne"
      ? schema.resourceFields[field.value] : { type: schema.resourceFields[field.value].type }, ids[2]));
  };
  const update = () => {
    modifier.replaceChildren(...schema.collectionFilters[field.value].modifiers.map((one) => h("option", { value: one }, MODIFIERS[one] || one)));
    place();
  };
  if (names.includes("name")) field.value = "name";
  update();
  if (field.value === "name" && [...modifier.options].some((one) => one.value === "prefix")) modifier.value = "prefix";
  return h("form", { class: "filter", "aria-label": "Add a filter", onsubmit: (event) => {
    event.preventDefault();
    const input = holder.querySelector("[name=value]");
    const name = modifier.value === "eq" ? field.value : `${field.value}_${modifier.value}`;
    go(address({ [name]: input ? input.value : "" }));
  } }, h("label", { for: ids[0] }, "Filter"), field, h("label", { for: ids[1], class: "unseen" }, "how"), modifier,
    h("label", { for: ids[2], class: "unseen" }, "value"), holder, h("button", { type: "submit" }, "Add filter"));
}

// --- What else is shown, and how much ------------------------------------------------------

function viewForm(data, schema) {
  const query = new URL(location.href).searchParams;
  const limit = h("input", { type: "number", name: "limit", min: "0", max: "1000", id: uid("limit") });
  limit.value = query.get("limit") || (data.pagination && data.pagination.limit) || "";
  const asked = query.getAll("include").map((one) => one.toLowerCase());
  const columns = columnsOf(data, schema);
  const boxes = (name, list, on) => list.map((one) => {
    const box = h("input", { type: "checkbox", name, value: one });
    box.checked = on(one);
    return h("label", { class: "box" }, box, ` ${one}`);
  });
  const form = h("form", { class: "view", onsubmit: (event) => {
    event.preventDefault();
    const checked = (name) => [...form.querySelectorAll(`[name=${name}]:checked`)].map((one) => one.value);
    const chosen = checked("column");
    if (chosen.length && chosen.join() !== columns.join()) localStorage.setItem(`stampede.columns.${data.resourceType}`, chosen.join());
    const included = checked("include");
    go(address({ limit: limit.value === "" || limit.value === "100" ? null : limit.value, include: included.length ? included : null }));
  } }, h("div", {}, h("label", { for: limit.id }, "Rows on a page "), limit),
    h("fieldset", {}, h("legend", {}, "Columns"), boxes("column", Object.keys(schema.resourceFields), (one) => columns.includes(one))),
    schema.includeableLinks.length ? h("fieldset", {}, h("legend", {}, "Include what links lead to"),
      boxes("include", schema.includeableLinks, (one) => asked.includes(one))) : null,
    h("div", { class: "buttons" }, h("button", { type: "button", class: "quiet", onclick: () => {
      localStorage.removeItem(`stampede.columns.${data.resourceType}`);
      go(location.href);
    } }, "Usual columns"), h("button", { type: "submit" }, "Show")));
  return h("details", { class: "card" }, h("summary", {}, "Columns, includes, page size"), form);
}

function pages(data) {
  const page = data.pagination;
  if (!page) return null;
  const url = new URL(location.href), marker = /^m(\d+)$/.exec(url.searchParams.get("marker") || "");
  const offset = marker ? Number(marker[1]) : 0, before = Math.max(0, offset - page.limit);
  const at = (number) => {
    const target = new URL(url);
    target.searchParams.delete("marker");
    if (number) target.searchParams.set("marker", `m${number}`);
    return target.pathname + target.search;
  };
  const next = page.next ? new URL(page.next) : null;
  if (!offset && !next) return h("p", { class: "soft" }, `${data.data.length} in all`);
  return h("nav", { class: "pages", "aria-label": "Pages" },
    offset ? h("a", { href: at(0), rel: "first" }, "First") : null,
    offset ? h("a", { href: at(before), rel: "prev" }, "Previous") : null,
    h("span", {}, data.data.length ? `${offset + 1} to ${offset + data.data.length}` : "nothing here"),
    next ? h("a", { href: next.pathname + next.search, rel: "next" }, "Next") : h("span", { class: "soft" }, "the last page"));
}

export function listView(data) {
  const schema = schemaOf(data.resourceType);
  if (!schema) return [h("pre", { class: "raw" }, JSON.stringify(data, null, 2))];
  return [h("div", { class: "card" }, chips(data), filterForm(schema), table(data, schema), pages(data)), viewForm(data, schema)];
}
