// One input for one field, by its type in the schema. Each is { element, control, read }: `read` gives the value as it is sent,
// undefined when nothing was entered, and throws with a sentence when what was entered is none.

import { h, uid } from "./dom.js";
import { parse, schemaOf } from "./catalog.js";
import { exchange, ok } from "./client.js";

const choices = new Map();
const CHOICES = 100;

// The resources of a type to choose from; null when there are too many, or none may be seen.
function choicesOf(type) {
  if (!choices.has(type)) {
    const schema = schemaOf(type);
    choices.set(type, schema && schema.links.collection
      ? exchange("GET", `${schema.links.collection}?limit=${CHOICES}`).then((one) => ok(one) ? one.answer.json : null)
      : Promise.resolve(null));
  }
  return choices.get(type);
}

export function forgetChoices() { choices.clear(); }

function simple(control, read) { return { element: control, control, read }; }

function blank(text) { return text.trim() === "" ? undefined : text; }

function textInput(type, field, value, more = {}) {
  const control = h("input", { type, ...more });
  control.value = value ?? "";
  return simple(control, () => control.value === "" ? undefined : control.value);
}

function longInput(field, value) {
  const control = h("textarea", { rows: "3" });
  control.value = value ?? "";
  return simple(control, () => control.value === "" ? undefined : control.value);
}

function numberInput(field, value, isWhole) {
  const control = h("input", { type: "number", step: isWhole ? "1" : "any", inputmode: isWhole ? "numeric" : "decimal" });
  if (field.min !== null) control.min = field.min;
  if (field.max !== null) control.max = field.max;
  control.value = value ?? "";
  return simple(control, () => {
    if (control.validity.badInput) throw new Error("This is no number.");
    return control.value === "" ? undefined : Number(control.value);
  });
}

function select(options, value, empty) {
  const control = h("select", {}, empty === null ? null : h("option", { value: "" }, empty),
    options.map(([id, label]) => h("option", { value: id }, label)));
  control.value = value ?? "";
  return simple(control, () => control.value === "" ? undefined : control.value);
}

function booleanInput(field, value) {
  if (field.default === null && field.nullable) {
    const input = select([["true", "true"], ["false", "false"]], value === null || value === undefined ? "" : String(value), "not set");
    return { ...input, read: () => { const got = input.read(); return got === undefined ? undefined : got === "true"; } };
  }
  const control = h("input", { type: "checkbox" });
  control.checked = Boolean(value ?? field.default);
  return simple(control, () => control.checked);
}

function jsonInput(value) {
  const control = h("textarea", { rows: "3", class: "code", spellcheck: "false", placeholder: "JSON" });
  control.value = value === null || value === undefined ? "" : JSON.stringify(value, null, 2);
  return simple(control, () => {
    if (blank(control.value) === undefined) return undefined;
    try { return JSON.parse(control.value); } catch (error) { throw new Error(`This is no JSON: ${error.message}`); }
  });
}

// A list to choose from once it has been fetched; until then, and when it is too long, an id is typed.
function referenceInput(type, value) {
  const list = h("datalist", { id: uid("list") });
  const typed = h("input", { type: "text", list: list.id, placeholder: "id", spellcheck: "false" });
  typed.value = value ?? "";
  const element = h("span", { class: "reference" }, typed, list);
  const input = { element, control: typed, read: () => blank(input.control.value) };
  input.ready = choicesOf(type).then((page) => {
    if (!page) return;
    const options = page.data.map((one) => [one.id, one.name ? `${one.name} (${one.id})` : one.id]);
    if (page.pagination && page.pagination.partial) {
      list.append(...options.map(([id, label]) => h("option", { value: id }, label)));
      return;
    }
    const current = typed.value;
    if (current && !options.some(([id]) => id === current)) options.unshift([current, current]);
    const { control } = select(options, current, "none");
    for (const name of ["id", "name", "aria-describedby", "aria-invalid", "required", "aria-label"])
      if (typed.hasAttribute(name)) control.setAttribute(name, typed.getAttribute(name));
    const hadFocus = document.activeElement === typed;
    element.replaceChildren(control);
    input.control = control;
    if (hadFocus) control.focus();
  });
  return input;
}

// Rows that can be added and removed; `makeRow` gives { element, read, control }.
function rows(label, makeRow, initial) {
  const list = h("div", { class: "rows" });
  const kept = [];
  const add = (value, focus) => {
    const row = makeRow(value);
    const line = h("div", { class: "row" }, row.element, h("button", { type: "button", class: "quiet", "aria-label": `Remove this ${label}`,
      onclick: () => {
        const at = kept.indexOf(row);
        kept.splice(at, 1);
        line.remove();
        (kept[at] ? kept[at].control : more).focus();
        list.dispatchEvent(new Event("input", { bubbles: true }));
      } }, "Remove"));
    kept.push(row);
    list.append(line);
    if (focus) row.control.focus();
  };
  const more = h("button", { type: "button", class: "quiet", onclick: () => add(undefined, true) }, `Add ${label}`);
  for (const value of initial) add(value);
  return { element: h("div", { class: "many" }, list, more), control: more, kept };
}

function arrayInput(field, spec, value, placeholder) {
  const element = { ...field, type: spec.of, nullable: true, default: null, options: null };
  const made = rows("entry", (one) => makeInput(element, one, placeholder), Array.isArray(value) ? value : []);
  return { ...made, read: () => {
    const got = made.kept.map((row) => row.read()).filter((one) => one !== undefined);
    return got.length || Array.isArray(value) ? got : undefined;
  } };
}

// A value of map[json] may be written plainly: what is no JSON is a text.
function loose(text) {
  try { return JSON.parse(text); } catch { return text; }
}

function mapInput(field, spec, value) {
  const element = { ...field, type: spec.of === "json" ? "string" : spec.of, nullable: true, default: null, options: null, maxLength: null };
  const made = rows("entry", (pair) => {
    const key = h("input", { type: "text", placeholder: "name", "aria-label": "Name", spellcheck: "false" });
    key.value = pair ? pair[0] : "";
    const shown = pair && spec.of === "json" && typeof pair[1] !== "string" ? JSON.stringify(pair[1]) : pair ? pair[1] : undefined;
    const input = makeInput(element, shown);
    input.control.setAttribute("aria-label", "Value");
    return { element: h("span", { class: "pair" }, key, input.element), control: key, read: () => {
      if (key.value === "") return undefined;
      const got = input.read();
      return [key.value, spec.of === "json" && typeof got === "string" ? loose(got) : got ?? ""];
    } };
  }, value && typeof value === "object" ? Object.entries(value) : []);
  return { ...made, read: () => {
    const pairs = made.kept.map((row) => row.read()).filter((pair) => pair !== undefined);
    return pairs.length || value ? Object.fromEntries(pairs) : undefined;
  } };
}

export function makeInput(field, value, placeholder) {
  const spec = parse(field.type);
  if (field.options && field.options.length && spec.kind !== "array" && spec.kind !== "map")
    return select(field.options.map((one) => [one, one]), value ?? field.default, field.nullable || field.default === null ? "not set" : null);
  const hint = placeholder ? { placeholder } : {};
  switch (spec.kind) {
    case "reference": return referenceInput(spec.of, value);
    case "array": return arrayInput(field, spec, value, placeholder);
    case "map": return mapInput(field, spec, value);
    case "boolean": return booleanInput(field, value);
    case "int": return numberInput(field, value ?? field.default, true);
    case "float": return numberInput(field, value ?? field.default, false);
    case "date": return textInput("text", field, value, { placeholder: "2026-01-31T12:00:00Z" });
    case "password": return textInput("password", field, value, { autocomplete: "new-password" });
    case "string":
      return field.maxLength > 1000 ? longInput(field, value ?? field.default) : textInput("text", field, value ?? field.default, hint);
    case "blob": return null;
    default: return jsonInput(value ?? field.default);
  }
}
