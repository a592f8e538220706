// The open letter's title, subject, preheader and wait, with the inboxes' cut live beside them.

import { fillWith, h } from "./dom.js";
import { formField } from "./field.js";
import { inboxRow } from "./inbox.js";
import { lookOf } from "./inbox_looks.js";
import { series } from "./series.js";
import { partsLocked, settings, settingsFile } from "./settings.js";

const LETTER_LOOKS = ["gmail", "gmail-app", "apple-mail", "outlook"];

export function letterSection(number) {
  const rows = h("div", { class: "edit-inboxes", "aria-label": "How inboxes show it", role: "group" });
  const typed = {};
  const fields = [
    letterField(number, "title", "Title", { hint: "Stands above the letter." }),
    letterField(number, "subject", "Subject", { typed, rows, note: lettersNote }),
    letterField(number, "preheader", "Preheader", { typed, rows, note: lettersNote, long: true, hint: "What an inbox shows after the subject." }),
    number > 1 ? letterField(number, "wait", "Wait after the letter before", { hint: "Such as “3 days” or “12 hours”; “0 days” is at once." }) : null,
  ].filter(one => one);
  const show = () => letterInboxes(rows, number, typed);
  show();
  const element = h("section", { class: "edit-section", "data-section": "letter" },
    h("h2", {}, `Letter ${number} of ${series.parts.length}`),
    fields[0].element, fields[1].element, fields[2].element, rows, fields[3]?.element ?? null,
    h("p", { class: "small muted" }, `Written to ${settingsFile("article")}, never to the article itself.`));
  return {
    element,
    refresh: () => fields.forEach(one => one.refresh()) ?? show(),
    flush: () => fields.forEach(one => one.flush()),
  };
}

function letterField(number, key, label, { hint, note, typed, rows, long } = {}) {
  const locked = partsLocked();
  const input = long ? h("textarea", { rows: 3 }) : h("input", { type: "text", autocomplete: "off" });
  const written = () => settings?.parts?.[number - 1]?.[key] ?? "";
  const proposed = () => settings?.proposals?.[number - 1]?.[key] ?? series.parts[number - 1]?.[key] ?? "";
  if (typed) input.addEventListener("input", () => {
    typed[key] = letterLine(input.value);
    letterInboxes(rows, number, typed);
  });
  if (typed) input.addEventListener("blur", () => delete typed[key]);
  return formField({
    key, label, input, hint: locked || hint, inert: Boolean(locked),
    read: () => written() || proposed(),
    note: text => [note ? note(letterLine(text)) : "", letterOrigin(written(), proposed(), text)].filter(Boolean).join(" · "),
    edits: text => [{ kind: "part", part: number, key, value: letterLine(text) }],
    back: {
      label: "Back to the proposal",
      shown: () => Boolean(written()),
      edits: () => [{ kind: "part", part: number, key, value: "" }],
    },
  });
}

// Subjects and preheaders are one line: what is typed with breaks becomes it.
function letterLine(text) {
  return text.replace(/\s*\n\s*/g, " ").trim();
}

function lettersNote(text) {
  const count = [...text].length;
  return `${count} character${count === 1 ? "" : "s"}`;
}

function letterOrigin(written, proposed, text) {
  return !written && text === proposed ? "proposed by the program" : "";
}

function letterInboxes(rows, number, typed) {
  const part = series.parts[number - 1];
  if (!part) return;
  const texts = { subject: typed.subject ?? part.inbox.subject, preheader: typed.preheader ?? part.inbox.preheader };
  fillWith(rows, inboxFigures(part, texts));
}

// A letter's row in several programs' inboxes, each under its name.
export function inboxFigures(part, texts) {
  return LETTER_LOOKS.map(look => h("figure", { class: "edit-inbox", "data-inbox": look }, h("figcaption", { class: "small muted" }, lookOf(look).title), inboxRow(part, look, texts)));
}
