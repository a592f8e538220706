// A form's field: saved when left or after a moment's quiet, with what became of it beside it.

import { h } from "./dom.js";
import { capital, sendEdits } from "./settings.js";

const FIELD_QUIET = 400;
let fieldCount = 0;

// one: { label, input (an element), read() => text as it is written, edits(text) => edits, hint?,
// note?(text) => text live below it, back?: {label, shown() => boolean, edits()}, inert? }.
// Gives { element, refresh(), flush() }.
export function formField(one) {
  const id = `field-${++fieldCount}`;
  const parts = fieldParts(one, id);
  const field = { one, ...parts, saved: one.read(), failed: false, touched: false, timer: 0, busy: 0 };
  fieldPut(field, field.saved);
  field.saved = inputText(one.input);
  one.input.addEventListener("input", () => fieldTyped(field));
  one.input.addEventListener("change", () => fieldSave(field));
  one.input.addEventListener("blur", () => fieldLeft(field));
  parts.back?.addEventListener("click", () => fieldBack(field));
  fieldNoted(field);
  return {
    element: parts.element,
    refresh: () => fieldRefresh(field),
    flush: () => fieldSave(field),
  };
}

// The value of an input as a text: a checkbox is "true" or "false".
export function inputText(input) {
  return input.type === "checkbox" ? String(input.checked) : input.value;
}

// Build fields anew in a room: whoever was in one stays in the one of the same name.
export function keepingField(room, build) {
  const inside = room.contains(document.activeElement) ? document.activeElement : null;
  const key = inside?.closest("[data-field]")?.dataset.field;
  build();
  if (key) room.querySelector(`[data-field="${CSS.escape(key)}"] :is(input, textarea, select)`)?.focus({ preventScroll: true });
}

function fieldParts(one, id) {
  one.input.id = id;
  const said = h("span", { class: "field-said", role: "status", "aria-live": "polite" });
  const hint = one.hint ? h("p", { class: "field-hint", id: `${id}-hint` }, one.hint) : null;
  const note = one.note ? h("p", { class: "field-note", id: `${id}-note` }) : null;
  const trouble = h("p", { class: "field-trouble", id: `${id}-trouble`, hidden: true });
  const back = one.back ? h("button", { type: "button", class: "button quiet field-back", hidden: true }, one.back.label) : null;
  const described = [hint, note, trouble].filter(each => each).map(each => each.id);
  one.input.setAttribute("aria-describedby", described.join(" "));
  if (one.inert) one.input.disabled = true;
  const label = h("label", { for: id }, one.label);
  const top = h("div", { class: "field-top" }, label, said);
  const body = one.input.type === "checkbox" ? h("div", { class: "field-switch" }, one.input, label) : one.input;
  const element = h("div", { class: "field", "data-field": one.key ?? one.label }, one.input.type === "checkbox" ? h("div", { class: "field-top" }, body, said) : [top, body], note, trouble, hint, back);
  return { element, said, note, trouble, back };
}

function fieldPut(field, text) {
  const { input } = field.one;
  if (input.type === "checkbox") input.checked = text === "true";
  else input.value = text;
}

function fieldNoted(field) {
  const { one, note, back } = field;
  if (note) note.replaceChildren(...[one.note(inputText(one.input))].flat());
  if (back) back.hidden = one.inert || !one.back.shown(inputText(one.input));
}

function fieldTyped(field) {
  clearTimeout(field.timer);
  field.touched = true;
  field.said.textContent = "";
  fieldNoted(field);
  field.timer = setTimeout(() => fieldSave(field), FIELD_QUIET);
}

function fieldLeft(field) {
  field.touched = false;
  fieldSave(field);
  fieldRefresh(field);
}

async function fieldSave(field) {
  clearTimeout(field.timer);
  const text = inputText(field.one.input);
  if (text === field.saved || field.one.inert) return;
  field.saved = text;
  await fieldSend(field, () => field.one.edits(text));
}

async function fieldSend(field, edits) {
  field.busy++;
  fieldSays(field, "saving…");
  try {
    const { said } = await sendEdits(edits());
    fieldTrouble(field, "");
    fieldSays(field, "saved", said);
  } catch (error) {
    fieldTrouble(field, error.message, error.hint);
    fieldSays(field, "not saved");
  }
  field.busy--;
  fieldRefresh(field);
}

function fieldSays(field, text, more = "") {
  field.said.textContent = text;
  field.said.title = more;
  field.said.dataset.said = text;
}

function fieldTrouble(field, message, hint = "") {
  field.failed = Boolean(message);
  field.trouble.hidden = !message;
  field.trouble.textContent = message ? `${capital(message)}.${hint ? ` ${capital(hint)}.` : ""}` : "";
  field.one.input.setAttribute("aria-invalid", String(field.failed));
}

async function fieldBack(field) {
  clearTimeout(field.timer);
  field.touched = false;
  field.one.input.focus();
  await fieldSend(field, () => field.one.back.edits());
}

// Take what is written now, unless somebody is typing or what was typed could not be saved.
function fieldRefresh(field) {
  const now = field.one.read();
  const typing = field.touched && document.activeElement === field.one.input;
  if (!field.busy && !field.failed && !typing) {
    if (inputText(field.one.input) !== now) fieldPut(field, now);
    field.saved = inputText(field.one.input);
  }
  fieldNoted(field);
}
