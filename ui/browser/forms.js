// Forms made from schemas, in a dialog: to create, to update, to give an action its input, to confirm.

import { h, rich, uid } from "./dom.js";
import { aboutField } from "./catalog.js";
import { exchange, ok, reason } from "./client.js";
import { forgetChoices, makeInput } from "./inputs.js";
import { copyLine, panel } from "./exchange.js";

// Fields that most people leave alone.
const RARE = new Set(["uuid", "kind", "accountId", "data", "agentId", "isPublic", "removeTime", "zoneId", "externalId", "externalIdType"]);

const FIRST = ["name", "imageUuid", "imageId", "description"];

const SENTENCES = {
  MissingRequired: "This is needed.", InvalidFormat: "This has the wrong form.", InvalidReference: "There is no such resource.",
  NotNullable: "This cannot be left empty.", NotUnique: "Something else has this already.", InvalidOption: "This is none of the choices.",
  InvalidCharacters: "This holds characters that are not allowed.", MinLengthExceeded: "This is too short.",
  MaxLengthExceeded: "This is too long.", MinLimitExceeded: "This is too small.", MaxLimitExceeded: "This is too big.",
  InvalidDateFormat: "A date is written 2026-01-31T12:00:00Z.",
};

function sentence(error) {
  // What the server says of this very value, when it says something.
  if (error.detail) return `${error.detail[0].toUpperCase()}${error.detail.slice(1)}${/[.!?]$/.test(error.detail) ? "" : "."}`;
  return SENTENCES[error.code] || error.code;
}

// The fields of a schema that a form asks for, those that are needed first.
function wanted(schema, flag) {
  const rank = ([name, field]) => field.required && field.default === null ? -1 : FIRST.includes(name) ? FIRST.indexOf(name) : FIRST.length;
  return Object.entries(schema.resourceFields).filter(([, field]) => field[flag]).sort((a, b) => rank(a) - rank(b));
}

class Field {
  constructor(type, name, field, value, changes) {
    const doc = aboutField(type, name);
    this.name = name;
    this.field = field;
    this.changes = changes;
    this.initial = value;
    this.input = makeInput(field, value, doc.placeholder);
    if (!this.input) return;
    const id = uid("field"), control = this.input.control, group = control.tagName === "BUTTON";
    this.help = h("small", { id: `${id}-help`, class: "help" }, rich(doc.description));
    this.error = h("span", { id: `${id}-error`, class: "error" });
    const needed = field.required && field.default === null ? h("span", { class: "needed" }, " needed") : null;
    if (group) {
      this.element = h("fieldset", { class: "field", "data-field": name }, h("legend", {}, name, h("span", { class: "type" }, ` ${field.type}`), needed),
        this.help, this.input.element, this.error);
      this.element.setAttribute("aria-describedby", `${this.help.id} ${this.error.id}`);
    } else {
      control.id = id;
      control.name = name;
      control.setAttribute("aria-describedby", `${this.help.id} ${this.error.id}`);
      this.element = h("div", { class: control.type === "checkbox" ? "field check" : "field", "data-field": name },
        h("label", { for: id }, name, h("span", { class: "type" }, ` ${field.type}`), needed), this.input.element, this.help, this.error);
    }
  }

  fault(text) {
    this.error.textContent = text;
    this.element.classList.toggle("wrong", Boolean(text));
    this.input.control.toggleAttribute("aria-invalid", Boolean(text));
    if (text) this.input.control.setAttribute("aria-invalid", "true");
  }

  // Puts what is to be sent of it into `body`.
  collect(body) {
    let value;
    try { value = this.input.read(); } catch (error) { this.fault(error.message); throw this; }
    this.fault("");
    if (!this.changes) {
      if (value !== undefined && !(value === false && this.field.default === null)) body[this.name] = value;
      return;
    }
    const now = value === undefined ? null : value;
    const same = JSON.stringify(now) === JSON.stringify(this.initial ?? null) || (now === false && !this.initial);
    if (!same || this.field.required) body[this.name] = now;
  }
}

// Opens a form. { title, text, schema, flag, values, method, url, button, user }: asks for the fields of `schema` with `flag`
// (create or update), sends them, and resolves to the exchange that went well, or null when it was given up.
export function openForm(options) {
  const { title, text, schema, flag, values = {}, method, url, button, user, danger } = options;
  return new Promise((resolve) => {
    const heading = uid("title");
    const fields = (schema ? wanted(schema, flag) : [])
      .map(([name, field]) => new Field(schema.id, name, field, values[name], flag === "update")).filter((one) => one.input);
    const common = fields.filter((one) => !RARE.has(one.name) || one.field.required), rare = fields.filter((one) => !common.includes(one));
    const problem = h("p", { class: "error", role: "alert", tabIndex: -1 });
    const result = h("div", {});
    let done = null;

    const collect = () => {
      const body = {};
      for (const one of fields) one.collect(body);
      return body;
    };
    const line = copyLine(() => {
      try { return curl(collect()); } catch { return "(a field cannot be sent as it is)"; }
    });
    const curl = (body) => options.curl(method, url, method === "DELETE" ? undefined : JSON.stringify(body), user);
    const shown = h("details", { class: "sub", ontoggle: () => line.update() }, h("summary", {}, "As a curl command"), line);

    const send = async (event) => {
      event.preventDefault();
      let body;
      problem.textContent = "";
      for (const one of fields) one.fault("");
      try { body = collect(); } catch (field) {
        if (!(field instanceof Field)) throw field;
        field.input.control.focus();
        return;
      }
      submit.disabled = true;
      const one = await exchange(method, url, method === "DELETE" ? undefined : body);
      submit.disabled = false;
      if (ok(one)) {
        forgetChoices();
        done = one;
        dialog.close();
        return;
      }
      const error = one.answer.json || {};
      const at = fields.find((field) => field.name === error.fieldName);
      result.replaceChildren(panel(one, user));
      if (at) {
        const outer = at.element.closest("details");
        if (outer) outer.open = true;
        at.fault(sentence(error));
        at.input.control.focus();
      } else {
        problem.textContent = reason(one);
        problem.focus();
      }
    };

    const submit = h("button", { type: "submit", class: danger ? "danger" : null }, button);
    const form = h("form", { novalidate: true, onsubmit: send, oninput: () => { if (shown.open) line.update(); } },
      h("h2", { id: heading, tabIndex: -1 }, title), text ? h("p", { class: "soft" }, rich(text)) : null, common.map((one) => one.element),
      rare.length ? h("details", { class: "sub" }, h("summary", {}, "Less often needed"), rare.map((one) => one.element)) : null,
      shown, problem, result,
      h("div", { class: "buttons" }, h("button", { type: "button", class: "quiet", onclick: () => dialog.close() }, "Cancel"), submit));
    const dialog = h("dialog", { "aria-labelledby": heading, onclose: () => { dialog.remove(); resolve(done); } }, form);
    document.body.append(dialog);
    dialog.showModal();
    (common.length ? common[0].input.control : submit).focus();
  });
}
