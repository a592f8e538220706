// What is said of the whole series, and of who sends it.

import { h } from "./dom.js";
import { formField } from "./field.js";
import { series } from "./series.js";
import { errorText, keyLocked, partsLocked, proposedValue, sendEdits, settingsFile, writtenValue } from "./settings.js";

const SENSITIVE_TOLD = "Keeps the topic out of everything that others may see: subjects, file names, links and pages say only the public name and numbers. No feed, no public archive.";

export function seriesSection() {
  const fields = [
    tableField("article", "title", "Title of the series", { otherwise: () => series.article.title }),
    tableField("article", "public_name", "Public name", { hint: "What the series is called where others may see it." , otherwise: () => series.article.public_name }),
    sensitiveField(),
    tableField("article", "series.every", "Time between letters", { hint: "Such as “3 days”.", otherwise: () => series.article.every }),
    tableField("article", "series.send_at", "Time of day", { type: "time", hint: "Empty for any time.", otherwise: () => series.article.send_at }),
    wordsField(0, "Fewest words of a letter"),
    wordsField(1, "Most words of a letter"),
    partsField(),
  ];
  return editSection("series", "The series", "article", fields);
}

export function senderSection() {
  const fields = [
    tableField("project", "sender.name", "Sender's name", { hint: "What readers see in their inbox.", otherwise: () => series.sender.name }),
    tableField("project", "sender.from", "From", { type: "email", hint: "The address that the mails come from.", otherwise: () => series.sender.address }),
    tableField("project", "sender.reply_to", "Answers go to", { type: "email", hint: "Empty where they go to the sender." }),
    tableField("project", "sender.postal_address", "Postal address", { long: true, hint: "The law asks for it in every mail." }),
  ];
  return editSection("sender", "The sender", "project", fields);
}

export function editSection(id, title, table, fields) {
  const element = h("section", { class: "edit-section", "data-section": id }, h("h2", {}, title),
    fields.map(one => one.element), h("p", { class: "small muted" }, `Written to ${settingsFile(table)}.`));
  return { element, refresh: () => fields.forEach(one => one.refresh()), flush: () => fields.forEach(one => one.flush()) };
}

// A field of one key of the settings; `otherwise` is what holds where it is not written.
export function tableField(table, key, label, { hint, type = "text", long = false, otherwise = () => "", input = null, from = String, to = text => text } = {}) {
  const edit = value => [{ kind: table, key, value }];
  const shown = () => writtenValue(table, key)?.value ?? proposedValue(table, key) ?? otherwise() ?? "";
  const locked = keyLocked(table, key);
  return formField({
    key, label, hint: locked || hint,
    input: input ?? (long ? h("textarea", { rows: 2 }) : h("input", { type: type === "email" ? "text" : type, inputmode: type === "email" ? "email" : null, autocomplete: "off" })),
    inert: Boolean(locked),
    read: () => from(shown()),
    edits: text => edit(text.trim() === "" ? null : to(text.trim())),
    back: { label: "Take it out", shown: () => writtenValue(table, key) !== null, edits: () => edit(null) },
  });
}

function sensitiveField() {
  const key = "sensitive";
  return formField({
    key, label: "A private topic", hint: keyLocked("article", key) || SENSITIVE_TOLD,
    input: h("input", { type: "checkbox", role: "switch" }),
    inert: Boolean(keyLocked("article", key)),
    read: () => String(writtenValue("article", key)?.value ?? series.article.sensitive),
    edits: text => [{ kind: "article", key, value: text === "true" }],
  });
}

// One end of the range of words: both stand in one key.
function wordsField(end, label) {
  const range = () => writtenValue("article", "series.words")?.value ?? series.article.range;
  return formField({
    key: `series.words.${end}`, label,
    input: h("input", { type: "number", min: 1, step: 10 }),
    hint: keyLocked("article", "series.words"), inert: Boolean(keyLocked("article", "series.words")),
    read: () => String(range()[end]),
    edits: text => [{ kind: "article", key: "series.words", value: range().map((one, at) => (at === end ? Math.round(Number(text)) : one)) }],
    back: { label: "Take it out", shown: () => end === 1 && writtenValue("article", "series.words") !== null, edits: () => [{ kind: "article", key: "series.words", value: null }] },
  });
}

// How many letters: done when asked for, since it sets aside every boundary that was set by hand.
function partsField() {
  const id = "edit-parts";
  const input = h("input", { type: "number", id, min: 1, max: 100, value: series.parts.length, "aria-describedby": `${id}-said` });
  const said = h("span", { class: "field-said", id: `${id}-said`, role: "status" });
  const anew = number => splitAnew(number, said);
  const locked = Boolean(partsLocked());
  const element = h("div", { class: "field", "data-field": "parts" },
    h("div", { class: "field-top" }, h("label", { for: id }, "Number of letters"), said),
    h("div", { class: "row" }, input,
      h("button", { type: "button", class: "button", disabled: locked, onclick: () => anew(Math.round(Number(input.value))) }, "Split anew"),
      h("button", { type: "button", class: "button quiet", disabled: locked, onclick: () => anew(null) }, "As the words ask for")),
    h("p", { class: "field-hint" }, "Splits the article anew: boundaries that you set by hand go. The view “Split” moves single ones."));
  return { element, refresh: () => Object.assign(input, { value: series.parts.length }), flush: () => {} };
}

async function splitAnew(number, said) {
  said.textContent = "splitting…";
  try {
    said.textContent = (await sendEdits([{ kind: "parts", number }])).said;
  } catch (error) {
    said.textContent = errorText(error);
  }
}
