// The article as it was written, line by line: what was removed, and where each block went.

import { fillWith, h } from "./dom.js";
import { nothingYet, openIndex } from "./letter.js";
import { openLine, showPlace } from "./origin.js";
import { live, series } from "./series.js";
import { set } from "./state.js";

const SOURCE_SHOWN = 20000;   // lines
const SOURCE_NUMBERED = 6;    // colours of the bands, taken in turn
let sourceRoom = null;

export const sourceView = {
  id: "source",
  title: "Source",
  keys: "g s",
  open(room) {
    sourceRoom = room;
    sourceShow();
  },
  refresh(changed) {
    if (!sourceRoom) return;
    if (changed.includes("series")) sourceShow();
    else if (changed.includes("part")) sourceMark();
  },
  close() {
    sourceRoom = null;
  },
};

function sourceShow() {
  if (!series) return void fillWith(sourceRoom, nothingYet());
  const scrolled = sourceRoom.firstElementChild?.scrollTop ?? 0;
  const went = sourceWent(), removed = sourceRemoved();
  const rows = sourceRows(went, removed);
  const count = series.removals.length === 1 ? "1 passage was removed" : `${series.removals.length} passages were removed`;
  const told = h("p", { class: "small muted" }, `${series.article.source}: ${series.article.words} words. ${series.removals.length ? count : "Nothing was removed"}.`);
  const table = h("div", { class: "source-lines", role: "list" }, rows);
  fillWith(sourceRoom, h("div", { class: "source-room", tabindex: "0", role: "region", "aria-label": "The article, line by line" }, told, table));
  sourceRoom.firstElementChild.scrollTop = scrolled;
  sourceMark();
}

// The blocks by each of their lines: { blocks that begin here, the part of the line }.
function sourceWent() {
  const lines = new Map();
  for (const block of series.blocks)
    for (let line = block.lines[0]; line <= block.lines[1]; line++) {
      const told = lines.get(line) ?? { begin: [], part: block.part };
      if (line === block.lines[0]) told.begin.push(block);
      lines.set(line, told);
    }
  return sourceFilled(lines);
}

// Empty lines within a letter are of that letter.
function sourceFilled(lines) {
  let before = null, empty = [];
  for (const [index, text] of series.source.entries()) {
    const told = lines.get(index + 1);
    if (told && before?.part === told.part) for (const line of empty) lines.set(line, { begin: [], part: told.part });
    if (told || text.trim()) [before, empty] = [told ?? null, []];
    else empty.push(index + 1);
  }
  return lines;
}

function sourceRemoved() {
  const lines = new Map();
  for (const one of series.removals)
    for (let line = one.lines[0]; line <= one.lines[1]; line++) lines.set(line, [...(lines.get(line) ?? []), one]);
  return lines;
}

// A row a line; where many empty ones follow each other outside of any letter (settings are such), one for all.
function sourceRows(went, removed) {
  const lines = series.source.slice(0, SOURCE_SHOWN), rows = [];
  const empty = line => line <= lines.length && !lines[line - 1].trim() && !went.has(line) && !removed.has(line);
  for (let line = 1; line <= lines.length; line++) {
    let last = line;
    while (empty(last)) last += 1;
    if (last - line > 3) {
      const told = h("span", { class: "line muted small" }, `${series.article.unit}s ${line} to ${last - 1} hold settings, or nothing`);
      rows.push(h("div", { class: "source-line", role: "listitem" }, h("span", { class: "number" }, "…"), told));
      line = last - 1;
    } else rows.push(...sourceRow(lines[line - 1], line, went, removed));
  }
  return rows;
}

function sourceRow(text, line, went, removed) {
  const told = went.get(line), gone = removed.get(line) ?? [], begins = told?.begin.find(one => one.begins);
  const band = told ? String((told.part - 1) % SOURCE_NUMBERED + 1) : null;
  const row = h("div", { class: "source-line", role: "listitem", "data-part": told?.part ?? null, "data-band": band },
    sourceNumber(line),
    h("span", { class: "line", dir: "auto" }, gone.length ? sourceStruck(text, gone, Boolean(told)) : text),
    h("span", { class: "went" }, sourceRules(line, gone), told ? told.begin.map(sourceButton) : null, told || gone.length ? null : sourceOther(text)));
  return begins ? [sourceBoundary(begins), row] : [row];
}

function sourceRules(line, gone) {
  return gone.filter(one => one.lines[0] === line).map(one => h("span", { class: "badge bad" }, `removed: ${one.rule.replaceAll("-", " ")}`));
}

function sourceNumber(line) {
  if (!live) return h("span", { class: "number" }, String(line));
  const label = `Open ${series.article.unit} ${line} in your editor`;
  return h("button", { type: "button", class: "number", title: "Open in your editor", "aria-label": label, onclick: () => openLine(series.article.source, line) }, String(line));
}

function sourceOther(text) {
  return text.trim() === series.article.title ? h("span", { class: "small muted" }, "the title") : null;
}

// Struck through: the whole line, or where blocks stand on it as well, only the words that are gone.
function sourceStruck(text, gone, shared) {
  if (!shared) return h("s", {}, text);
  const pieces = [];
  let at = 0;
  for (const one of gone) {
    const found = one.text ? text.indexOf(one.text, at) : -1;
    if (found < 0) continue;
    pieces.push(text.slice(at, found), h("s", {}, one.text));
    at = found + one.text.length;
  }
  return [...pieces, text.slice(at)];
}

function sourceButton(block) {
  const words = block.words === 1 ? "1 word" : `${block.words} words`;
  const opened = async () => {
    set({ part: block.part, view: "mail" });
    await showPlace({ file: series.article.source, line: block.lines[0], parts: [block.part] });
  };
  return h("button", { type: "button", class: "block-went", title: `Show it in letter ${block.part}`, onclick: opened }, h("b", {}, String(block.part)), `${block.kind}, ${words}`);
}

function sourceBoundary(block) {
  const part = series.parts[block.part - 1];
  const opened = () => set({ part: block.part, view: "mail" });
  return h("div", { class: "source-begins", role: "listitem", "data-band": String((block.part - 1) % SOURCE_NUMBERED + 1) },
    h("button", { type: "button", class: "pane-open", onclick: opened }, `Letter ${block.part}`), h("span", { class: "muted" }, part ? part.title : ""),
    block.forced ? h("span", { class: "badge" }, "break set by the author") : null);
}

function sourceMark() {
  const number = series.parts[openIndex()]?.number;
  for (const row of sourceRoom.querySelectorAll(".source-line")) row.toggleAttribute("data-open", row.dataset.part === String(number));
}
