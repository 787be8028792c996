// The API in a browser: shows what is at an address of the API, and lets people do what can be done there. The server puts
// the answer into the page (`data`); everything else is asked over the API, as any other client would.

import { h, link, rich, say, uid } from "./dom.js";
import { curl, exchange, exchanges, ok, reason } from "./client.js";
import { about, aboutAction, aboutField, can, catalog, collections, load, schemaOf } from "./catalog.js";
import { badge, show } from "./values.js";
import { listView } from "./lists.js";
import { openForm } from "./forms.js";
import { panel } from "./exchange.js";

const page = { data: window.data ?? null, status: window.httpStatus ?? 200, user: window.user || "", curlUser: window.curlUser || "ACCESS:SECRET" };
const schemasUrl = window.schemas || "/v1/schemas";
const docsUrl = window.docJson || schemasUrl.replace(/\/schemas$/, "/typedocumentations");

// --- The frame -----------------------------------------------------------------------------

function crumbs() {
  const parts = location.pathname.split("/").filter(Boolean);
  return h("nav", { class: "crumbs", "aria-label": "Where this is" }, h("ol", {}, parts.map((part, i) => {
    const last = i === parts.length - 1, text = decodeURIComponent(part);
    return h("li", {}, last ? h("span", { "aria-current": "page" }, text) : h("a", { href: `/${parts.slice(0, i + 1).join("/")}` }, text));
  })));
}

function side() {
  const box = h("input", { type: "search", placeholder: "Find a collection", "aria-label": "Find a collection", oninput: () => {
    const text = box.value.toLowerCase();
    for (const item of list.children) item.hidden = !item.textContent.toLowerCase().includes(text);
  } });
  const here = location.pathname.toLowerCase();
  const list = h("ul", {}, collections().map((one) => {
    const path = new URL(one.links.collection).pathname;
    const current = here === path || here.startsWith(`${path}/`);
    return h("li", {}, h("a", { href: path, "aria-current": current ? "true" : null }, one.pluralName));
  }));
  const wide = matchMedia("(min-width: 60rem)").matches;
  return h("nav", { class: "side", "aria-label": "Collections" }, h("details", { open: wide }, h("summary", {}, "Collections"), box, list));
}

function frame(...content) {
  const logout = page.hasSession ? h("button", { type: "button", class: "quiet", onclick: async () => {
    await exchange("DELETE", "/v1/session");
    location.reload();
  } }, "Log out") : null;
  const json = new URL(location.href);
  json.searchParams.set("_format", "json");
  document.body.replaceChildren(
    h("a", { class: "skip", href: "#content" }, "Skip to the content"),
    h("header", {}, h("a", { class: "brand", href: "/" }, "stampede"), crumbs(), h("span", { class: "grow" }),
      h("a", { href: json.pathname + json.search }, "JSON"), h("a", { href: "/v1/openapi.json?_format=json" }, "OpenAPI"),
      page.user ? h("span", { class: "soft" }, page.user) : null, logout),
    h("div", { class: "columns" }, catalog.types.size ? side() : h("span", {}),
      h("main", { id: "content", tabIndex: -1 }, h("p", { id: "said", class: "said", role: "status", hidden: true }), ...content)));
}

function last() {
  const one = exchanges.findLast((other) => other.url === location.href && other.method === "GET") || {
    method: "GET", url: location.href, headers: { Accept: "application/json" }, status: page.status, reason: "",
    answer: { headers: [["Content-Type", "application/json; charset=utf-8"]], text: JSON.stringify(page.data) } };
  return panel(page.exchange || one, page.curlUser);
}

// --- Doing things --------------------------------------------------------------------------

async function reload(message, one) {
  const fresh = await exchange("GET", location.href);
  page.exchange = one;
  if (ok(fresh)) page.data = fresh.answer.json;
  else if (fresh.answer.json) page.data = fresh.answer.json;
  render();
  say(message);
  document.querySelector("h1").focus();
}

async function create(type, url, defaults) {
  const schema = schemaOf(type);
  const one = await openForm({ title: `Create: ${type}`, text: about(type), schema, flag: "create", values: defaults, method: "POST", url,
    button: "Create", user: page.curlUser, curl });
  if (!one) return;
  const made = one.answer.json;
  if (made && made.links && made.links.self) {
    sessionStorage.setItem("stampede.said", `${made.type} ${made.name || made.id} was created.`);
    location.assign(new URL(made.links.self).pathname);
  } else {
    await reload(`${type} was accepted.`, one);
  }
}

async function update(resource, schema) {
  const one = await openForm({ title: `Update ${resource.name || resource.id}`, text: about(schema.id), schema, flag: "update", values: resource,
    method: "PUT", url: resource.links.self, button: "Save", user: page.curlUser, curl });
  if (one) await reload("Saved.", one);
}

async function remove(resource) {
  const one = await openForm({ title: `Delete ${resource.name || resource.id}?`, text: aboutAction(resource.type, "remove") || "It is deleted for good.",
    method: "DELETE", url: resource.links.self, button: "Delete", danger: true, user: page.curlUser, curl });
  if (one) await reload(one.answer.json && one.answer.json.transitioning === "yes" ? "It is being removed." : "It was deleted.", one);
}

async function act(resource, name, action) {
  const input = action.input ? schemaOf(action.input) : null;
  const one = await openForm({ title: `${name}: ${resource.name || resource.id}`, text: aboutAction(resource.type, name), schema: input, flag: "create",
    method: "POST", url: resource.actions[name], button: name, user: page.curlUser, curl });
  if (!one) return;
  await reload(one.status === 202 ? `${name} has begun.` : `${name} is done; its answer is below.`, one);
  if (one.status !== 202) document.getElementById("exchange").open = true;
}

// --- What is shown -------------------------------------------------------------------------

function title(text, ...more) { return h("h1", { tabIndex: -1 }, text, ...more); }

function collectionPage(data) {
  const schema = schemaOf(data.resourceType);
  const types = Object.entries(data.createTypes || {});
  const buttons = types.length ? types.map(([type, url]) => [type, url])
    : can(schema, "POST", "collectionMethods") ? [[data.resourceType, data.links.self]] : [];
  document.title = `${schema ? schema.pluralName : data.resourceType} - stampede API`;
  return [h("div", { class: "head" }, title(schema ? schema.pluralName : data.resourceType),
    h("div", { class: "toolbar" }, buttons.map(([type, url]) => h("button", { type: "button", "data-create": type,
      onclick: () => create(type, url, data.createDefaults) }, buttons.length > 1 ? `Create ${type}` : "Create")),
    schema ? link(schema.links.self, "Schema") : null)),
  h("p", { class: "soft" }, rich(about(data.resourceType))), ...listView(data)];
}

function toolbar(resource, schema) {
  if (!schema) return null;
  const actions = Object.entries(schema.resourceActions || {}).filter(([name]) => resource.actions && resource.actions[name]);
  // `create` and `update` of a lifecycle go on by themselves; they are offered all the same, behind the others.
  const order = (name) => name === "create" || name === "update" || name === "purge" ? 1 : 0;
  actions.sort(([a], [b]) => order(a) - order(b));
  return h("div", { class: "toolbar", role: "group", "aria-label": "What can be done" },
    can(schema, "PUT", "resourceMethods") ? h("button", { type: "button", "data-do": "update", onclick: () => update(resource, schema) }, "Edit") : null,
    actions.map(([name, action]) => h("button", { type: "button", class: "quiet", "data-action": name, title: aboutAction(resource.type, name) || null,
      onclick: () => act(resource, name, action) }, name)),
    can(schema, "DELETE", "resourceMethods") ? h("button", { type: "button", class: "quiet bad", "data-do": "delete", onclick: () => remove(resource) }, "Delete") : null);
}

function empty(value) {
  return value === null || value === undefined || value === "" || (typeof value === "object" && !Object.keys(value).length);
}

function facts(resource, schema) {
  const fields = schema ? schema.resourceFields : {};
  const names = [...Object.keys(fields).filter((name) => name in resource), ...Object.keys(resource).filter((name) => !(name in fields))]
    .filter((name) => !["id", "type", "links", "actions"].includes(name) && !(name.endsWith("TS") && name.slice(0, -2) in resource));
  const row = (name) => h("tr", { "data-field": name }, h("th", { scope: "row" }, name), h("td", {}, show(resource[name], fields[name] && fields[name].type)),
    h("td", { class: "about" }, rich(aboutField(resource.type, name).description)));
  const table = (list) => h("table", { class: "facts" }, h("tbody", {}, list.map(row)));
  const filled = names.filter((name) => !empty(resource[name])), blank = names.filter((name) => empty(resource[name]));
  return h("section", { class: "card", "aria-label": "Fields" }, h("h2", {}, "Fields"), filled.length ? table(filled) : h("p", { class: "soft" }, "none"),
    blank.length ? h("details", { class: "sub" }, h("summary", {}, `${blank.length} without a value`), table(blank)) : null);
}

function linksOf(resource) {
  const list = Object.entries(resource.links || {}).filter(([name]) => name !== "self");
  if (!list.length) return null;
  return h("section", { class: "card", "aria-label": "Links" }, h("h2", {}, "Links"),
    h("ul", { class: "links" }, list.map(([name, url]) => h("li", {}, link(url, name)))));
}

function schemaFields(schema) {
  const fields = Object.entries(schema.resourceFields || {});
  if (schema.type !== "schema" || !fields.length) return null;
  const yes = (flag) => flag ? "yes" : "";
  return h("section", { class: "card", "aria-label": "Fields of the type" }, h("h2", {}, "Fields of the type"),
    h("div", { class: "scroll", tabIndex: 0, role: "region", "aria-label": "Table of fields" }, h("table", { class: "list" },
      h("thead", {}, h("tr", {}, ["field", "type", "create", "update", "needed", "default", "what it is"].map((one) => h("th", { scope: "col" }, one)))),
      h("tbody", {}, fields.map(([name, field]) => h("tr", {}, h("th", { scope: "row" }, name), h("td", {}, h("code", {}, field.type)),
        h("td", {}, yes(field.create)), h("td", {}, yes(field.update)), h("td", {}, yes(field.required)),
        h("td", {}, field.default === null ? "" : JSON.stringify(field.default)), h("td", {}, rich(aboutField(schema.id, name).description))))))));
}

function resourcePage(resource) {
  const schema = schemaOf(resource.type), name = resource.name || resource.id || resource.type;
  document.title = `${name} - ${resource.type} - stampede API`;
  const message = resource.transitioningMessage ? h("p", { class: resource.transitioning === "error" ? "message bad" : "message" },
    resource.transitioningMessage, resource.transitioningProgress ? ` ${resource.transitioningProgress} %` : "") : null;
  return [h("div", { class: "head" }, title(name, " ", resource.state ? badge(resource.state, resource.transitioning) : null), toolbar(resource, schema)),
    h("p", { class: "soft" }, `${resource.type} ${resource.id ?? ""}. `, rich(resource.type === "schema" ? about(resource.id) : about(resource.type)),
      resource.transitioning === "yes" ? h("button", { type: "button", class: "quiet", onclick: () => reload("Read again.") }, "Read again") : null),
    message, schemaFields(resource), facts(resource, schema), linksOf(resource)];
}

function errorPage(error) {
  document.title = `${error.code || "Error"} - stampede API`;
  const up = location.pathname.replace(/\/[^/]*\/?$/, "") || "/v1";
  return [title(error.status === 404 ? "Nothing is here" : `${error.code || "Error"}`),
    h("div", { class: "card problem" }, h("p", {}, error.detail || (error.status === 404 ? "There is no such thing, or you may not see it." : error.message) || "The request was refused."),
      error.fieldName ? h("p", {}, "Field: ", h("code", {}, error.fieldName)) : null,
      h("p", {}, h("a", { href: up }, "Up"), " · ", h("a", { href: "/v1" }, "All collections"))),
    error.id && error.status >= 500 ? h("p", { class: "soft" }, `Error ${error.id}; the log of the server knows it by this number.`) : null];
}

function loginPage(message) {
  document.title = "Log in - stampede API";
  const access = uid("access"), secret = uid("secret");
  const problem = h("p", { class: "error", role: "alert" }, message || "");
  const form = h("form", { class: "card login", id: "login", onsubmit: async (event) => {
    event.preventDefault();
    const value = (id) => form.querySelector(`#${id}`).value.trim();
    const one = await exchange("POST", "/v1/session", { accessKey: value(access), secretKey: value(secret) });
    if (ok(one)) {
      location.reload();
      return;
    }
    problem.textContent = reason(one);
    form.querySelector(`#${access}`).focus();
  } }, title("Log in"), h("p", { class: "soft" }, "The first start of the server printed an access key and a secret key."),
    h("div", { class: "field" }, h("label", { for: access }, "Access key"), h("input", { id: access, name: "access", autocomplete: "username", spellcheck: "false" })),
    h("div", { class: "field" }, h("label", { for: secret }, "Secret key"), h("input", { id: secret, name: "secret", type: "password", autocomplete: "current-password" })),
    problem, h("div", { class: "buttons" }, h("button", { type: "submit" }, "Log in")));
  return [form];
}

function content(data) {
  if (data === null) return [title("Done"), h("p", { class: "soft" }, "The answer is empty.")];
  if (data.type === "error") return data.status === 401 ? loginPage() : errorPage(data);
  if (data.type === "collection") return collectionPage(data);
  return resourcePage(data);
}

function render() {
  let parts;
  try {
    parts = content(page.data);
  } catch (error) {
    // Better the plain answer than nothing.
    console.error(error);
    parts = [title("This answer cannot be shown as a page"), h("p", { class: "error" }, String(error.message || error)),
      h("pre", { class: "raw" }, JSON.stringify(page.data, null, 2))];
  }
  const login = page.data && page.data.type === "error" && page.data.status === 401;
  frame(...parts.filter(Boolean), ...(login ? [] : [last()]));
}

async function start() {
  // Whoever comes from elsewhere by a link is known only to what this page asks: its cookie is for pages of this server.
  if (page.status === 401) {
    const one = await exchange("GET", location.href);
    if (one.status && one.status !== 401) {
      page.data = one.answer.json;
      page.status = one.status;
      page.exchange = one;
    }
  }
  if (page.status === 401) {
    render();
    document.querySelector("#login input").focus();
    return;
  }
  const [types, session] = await Promise.all([load(schemasUrl, docsUrl), exchange("GET", "/v1/session")]);
  if (ok(session) && session.answer.json) {
    page.user = session.answer.json.accountName || page.user;
    page.hasSession = session.answer.json.by === "session";
  }
  render();
  if (!ok(types)) say(`The schemas could not be read: ${reason(types)}`, true);
  const said = sessionStorage.getItem("stampede.said");
  if (said) {
    sessionStorage.removeItem("stampede.said");
    say(said);
  }
}

window.addEventListener("error", (event) => say(`Something went wrong on this page: ${event.message}`, true));
window.addEventListener("unhandledrejection", (event) => say(`Something went wrong on this page: ${event.reason}`, true));

await start();
