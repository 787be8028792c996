// What there is to know about types: schemas, and the sentences that explain them.

import { exchange, ok } from "./client.js";

export const catalog = { types: new Map(), docs: new Map() };

// "array[reference[network]]" is { kind: "array", of: "reference[network]" }
export function parse(text) {
  const match = /^(\w+)\[(.*)\]$/.exec(text || "");
  return match ? { kind: match[1], of: match[2] } : { kind: text || "json", of: null };
}

export async function load(schemas, docs) {
  const url = new URL(schemas, location.href);
  url.searchParams.set("extensions", "true");
  const [types, texts] = await Promise.all([exchange("GET", url.href), exchange("GET", docs)]);
  if (ok(types)) for (const one of types.answer.json.data) catalog.types.set(one.id, one);
  if (ok(texts)) for (const one of texts.answer.json.data) catalog.docs.set(one.id, one);
  return types;
}

export function schemaOf(type) { return catalog.types.get(type) || null; }

export function about(type) {
  const doc = catalog.docs.get(type);
  return doc ? doc.description || "" : "";
}

export function aboutField(type, field) {
  const doc = catalog.docs.get(type);
  return doc && doc.resourceFields && doc.resourceFields[field] || { description: "", placeholder: null };
}

export function aboutAction(type, action) {
  const doc = catalog.docs.get(type);
  return doc && doc.resourceActions && doc.resourceActions[action] ? doc.resourceActions[action].description || "" : "";
}

// Collections that can be looked at, by name.
export function collections() {
  return [...catalog.types.values()].filter((one) => one.links.collection)
    .sort((a, b) => a.pluralName.localeCompare(b.pluralName));
}

// Where a resource is that a field refers to; null when its type cannot be seen.
export function referred(type, id) {
  const schema = schemaOf(type);
  return schema && schema.links.collection ? `${schema.links.collection}/${encodeURIComponent(id)}` : null;
}

export function can(schema, method, where) {
  return Boolean(schema && (schema[where] || []).includes(method));
}
