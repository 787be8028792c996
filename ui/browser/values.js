// Values as they are shown.

import { h, link } from "./dom.js";
import { parse, referred, schemaOf } from "./catalog.js";

const GOOD = new Set(["active", "running", "done", "yes"]);
const BAD = new Set(["error", "refused", "disconnected"]);

export function badge(state, transitioning) {
  const look = transitioning === "yes" ? "busy" : transitioning === "error" || BAD.has(state) ? "bad"
    : GOOD.has(state) ? "good" : "plain";
  return h("span", { class: `badge ${look}` }, state);
}

function json(value) {
  const text = JSON.stringify(value, null, 2);
  return text.length > 60 || text.includes("\n") ? h("pre", { class: "json" }, text) : h("code", {}, text);
}

function text(value) {
  const string = String(value);
  return /^https?:\/\/\S+$/.test(string) ? link(string, string) : h("span", { class: "text" }, string);
}

function isResource(value) {
  return Boolean(value && typeof value === "object" && !Array.isArray(value) && typeof value.type === "string" && value.links);
}

function nested(resource) {
  return h("span", { class: "nested" }, link(resource.links.self || "#", resource.name || resource.id || resource.type), " ",
    resource.state ? badge(resource.state, resource.transitioning) : null);
}

function reference(type, id) {
  const url = referred(type, id);
  return url ? link(url, String(id)) : text(id);
}

export function show(value, type) {
  const spec = parse(type);
  if (value === null || value === undefined || value === "") return h("span", { class: "none" }, value === "" ? "empty" : "none");
  if (isResource(value)) return nested(value);
  if (Array.isArray(value)) {
    if (!value.length) return h("span", { class: "none" }, "empty list");
    if (value.every((one) => isResource(one) || typeof one !== "object" || one === null))
      return h("ul", { class: "plain" }, value.map((one) => h("li", {}, show(one, spec.of))));
    return json(value);
  }
  if (typeof value === "object") {
    const entries = Object.entries(value);
    if (!entries.length) return h("span", { class: "none" }, "empty map");
    if (entries.every(([, one]) => typeof one !== "object" || one === null))
      return h("dl", { class: "pairs" }, entries.map(([key, one]) => h("div", {}, h("dt", {}, key), h("dd", {}, show(one, spec.of)))));
    return json(value);
  }
  if (spec.kind === "reference") return reference(spec.of, value);
  if (spec.kind === "date") {
    const date = new Date(value);
    return Number.isNaN(date.getTime()) ? text(value) : h("time", { datetime: value, title: date.toLocaleString() }, value);
  }
  if (spec.kind === "json" && typeof value !== "string") return json(value);
  return text(value);
}

// One cell of a table: short.
export function cell(resource, name) {
  const schema = schemaOf(resource.type);
  const field = schema && schema.resourceFields[name];
  if (name === "state" && resource.state) return badge(resource.state, resource.transitioning);
  if (name === "name" || name === "id") return link(resource.links.self || "#", resource[name] || (name === "name" ? "(no name)" : ""));
  return show(resource[name], field ? field.type : "json");
}
