// In a page from disk: the letters' wording and the series' settings, to read.

import { h } from "./dom.js";
import { inboxFigures } from "./edit_letter.js";
import { series } from "./series.js";

export function readOnlySections(number) {
  const part = series.parts.find(one => one.number === number) ?? series.parts[0];
  return [readLetter(part), readSeries(), readSender()];
}

function readLetter(part) {
  return readSection(`Letter ${part.number} of ${part.of}`, [
    ["Title", part.title],
    ["Subject", readCounted(part.subject)],
    ["Preheader", readCounted(part.preheader)],
    ["Wait", part.wait ? `${part.wait} after the letter before` : "none: it is the first"],
  ], inboxFigures(part, part.inbox));
}

function readSeries() {
  const { article } = series;
  return readSection("The series", [
    ["Title", article.title],
    ["Public name", article.public_name || article.name],
    ["Topic", article.sensitive ? "private: nothing outside of the letters names it" : "not private"],
    ["Time between letters", article.every],
    ["Time of day", article.send_at || "any time"],
    ["Words of a letter", `${article.range[0]} to ${article.range[1]}`],
    ["Theme", series.theme.name],
  ]);
}

function readSender() {
  return readSection("The sender", [
    ["Name", series.sender.name || "not set yet"],
    ["From", series.sender.address || "not set yet"],
  ]);
}

function readCounted(text) {
  const count = [...text].length;
  return [text, h("span", { class: "small muted" }, ` · ${count} characters`)];
}

export function readSection(title, rows, ...after) {
  return h("section", { class: "edit-section" }, h("h2", {}, title),
    h("dl", { class: "told" }, rows.map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value)))), after);
}
