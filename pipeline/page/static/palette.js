// The command palette: all that can be done, found by its words.

import { command, possibilities } from "./commands.js";
import { dialogShow } from "./dialog.js";
import { fillWith, h } from "./dom.js";
import { keysShown } from "./help.js";

const PALETTE_MOST = 60;
const PALETTE_FIRST = [one => one.id.startsWith("letter."), one => one.group === "Move", one => one.group === "See", one => one.group === "Know"];

export function startPalette() {
  command({ id: "palette", title: "Find a letter or a command", group: "Move", keys: "Ctrl+K", run: paletteToggle });
  command({ id: "palette.slash", title: "Find a letter or a command", keys: "/", when: () => true, run: paletteToggle });
}

function paletteToggle() {
  const there = document.getElementById("palette");
  return there ? there.close() : paletteOpen();
}

function paletteOpen() {
  const all = possibilities().filter(one => !one.id.startsWith("palette")).sort((a, b) => palettePlace(a) - palettePlace(b));
  const list = h("ul", { id: "palette-list", role: "listbox", "aria-label": "Commands" });
  const count = h("p", { class: "visually-hidden", role: "status" });
  const input = h("input", {
    type: "text", role: "combobox", placeholder: "Find a letter or a command", "aria-label": "Find a letter or a command", autocomplete: "off", spellcheck: "false",
    "aria-controls": "palette-list", "aria-expanded": "true", "aria-autocomplete": "list",
  });
  const dialog = h("dialog", { id: "palette", class: "sheet-dialog", "aria-label": "Commands" }, input, list, count);
  const palette = { dialog, input, list, count, all, found: all, at: 0 };
  input.addEventListener("input", () => paletteFind(palette));
  input.addEventListener("keydown", event => paletteKey(palette, event));
  dialogShow(dialog);
  input.focus();
  paletteFind(palette);
}

// Letters first, then where one can go, then the rest: until something is typed, and among what fits alike.
function palettePlace(one) {
  const place = PALETTE_FIRST.findIndex(is => is(one));
  return place < 0 ? PALETTE_FIRST.length : place;
}

function paletteFind(palette) {
  const words = palette.input.value.toLowerCase().split(/\s+/).filter(Boolean);
  const hits = palette.all.map(one => [paletteScore(one.title.toLowerCase(), words), one]).filter(([score]) => score >= 0);
  palette.found = hits.sort((a, b) => b[0] - a[0]).slice(0, PALETTE_MOST).map(([, one]) => one);
  palette.at = 0;
  palette.count.textContent = palette.found.length ? `${palette.found.length} found` : "Nothing found";
  paletteDraw(palette);
}

// How well a title fits the words: every one must be in it; beginnings of words, and all in a row, count more.
function paletteScore(title, words) {
  const whole = title.indexOf(words.join(" "));
  let score = whole < 0 ? 0 : whole === 0 ? 10 : 5;
  for (const word of words) {
    const at = title.indexOf(word);
    if (at < 0) return -1;
    score += at === 0 ? 3 : /\W/.test(title[at - 1]) ? 2 : 1;
  }
  return score;
}

function paletteDraw(palette) {
  const { list, input, found, at } = palette;
  fillWith(list, found.map((one, index) => h("li", {
    id: `palette-${index}`, role: "option", "aria-selected": String(index === at), onclick: () => paletteRun(palette, one),
    onpointermove: () => palette.at !== index && paletteMove(palette, index),
  }, h("span", {}, one.title), one.keys ? keysShown(one.keys) : null)), found.length ? null : h("li", { class: "muted", role: "option", "aria-disabled": "true", "aria-selected": "false" }, "Nothing found"));
  if (found.length) input.setAttribute("aria-activedescendant", `palette-${at}`);
  else input.removeAttribute("aria-activedescendant");
}

function paletteMove(palette, to) {
  const { list, input, found } = palette;
  palette.at = (to + found.length) % found.length;
  [...list.children].forEach((one, index) => one.setAttribute("aria-selected", String(index === palette.at)));
  input.setAttribute("aria-activedescendant", `palette-${palette.at}`);
}

function paletteKey(palette, event) {
  const last = palette.found.length - 1;
  const to = { ArrowDown: palette.at + 1, ArrowUp: palette.at - 1, PageDown: Math.min(palette.at + 8, last), PageUp: Math.max(palette.at - 8, 0) }[event.key];
  if (event.key === "Enter" && last >= 0) {
    event.preventDefault();
    paletteRun(palette, palette.found[palette.at]);
  } else if (to !== undefined && last >= 0) {
    event.preventDefault();
    paletteMove(palette, to);
    palette.list.children[palette.at].scrollIntoView({ block: "nearest" });
  }
}

function paletteRun(palette, one) {
  palette.dialog.close();
  one.run();
}
