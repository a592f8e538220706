// All letters of the series beside each other.

import { DRESS_KEYS, SIZE_KEYS, deviceBar } from "./devices.js";
import { fillWith, h } from "./dom.js";
import { dropFrames, settle, showIn } from "./frame.js";
import { emptyNote, mailOf, newFrame, nothingYet, paneTitle, personTrouble } from "./letter.js";
import { originBar } from "./origin.js";
import { fitPanes } from "./panes.js";
import { series } from "./series.js";
import { set, state } from "./state.js";

const PARTS_SWAPS = new Set(["series", "person", ...DRESS_KEYS]);
let allParts = null;

export const partsView = {
  id: "parts",
  title: "All letters",
  keys: "g a",
  open(room) {
    const row = h("div", { class: "panes", tabindex: "0", role: "region", "aria-label": "All letters beside each other" });
    allParts = { row, panes: [] };
    fillWith(room, h("div", { class: "letters" }, deviceBar(), row, originBar));
    allParts.observer = new ResizeObserver(() => partsFit());
    allParts.observer.observe(row);
    partsRefresh(["series"]);
  },
  refresh: changed => partsRefresh(changed),
  close() {
    allParts.observer.disconnect();
    clearTimeout(allParts.later);
    dropFrames(allParts.panes.map(one => one.frame));
    allParts = null;
  },
};

function partsRefresh(changed) {
  if (!allParts) return;
  if (!series) return void fillWith(allParts.row, nothingYet());
  if (changed.includes("series") && allParts.panes.length !== series.parts.length) partsMake();
  if (changed.some(key => PARTS_SWAPS.has(key))) partsShow();
  if (changed.some(key => SIZE_KEYS.includes(key))) partsResized();
  if (changed.includes("series") || changed.includes("part")) partsCurrent();
}

function partsMake() {
  dropFrames(allParts.panes.map(one => one.frame));
  allParts.panes = series.parts.map((part, index) => {
    const frame = newFrame(index), head = h("div"), body = h("div", { class: "pane-body" });
    return { frame, head, body, element: h("section", { class: "pane", "aria-label": `Letter ${part.number}` }, head, body) };
  });
  fillWith(allParts.row, allParts.panes.map(one => one.element));
}

function partsShow() {
  partsFit();
  allParts.panes.forEach(({ frame, head, body }, index) => {
    const part = series.parts[index], trouble = personTrouble(index);
    const under = h("p", { class: "small muted" }, `${part.subject}`, h("br"), `day ${part.day} · ${part.words} words`);
    fillWith(head, paneTitle(`Letter ${part.number}`, under, () => set({ part: part.number, view: "mail" })));
    if (trouble) return void fillWith(body, emptyNote("Cannot be shown", trouble));
    settle(frame, body);
    showIn(frame, mailOf(index));
  });
}

function partsFit() {
  if (allParts && series) fitPanes(allParts.row, allParts.panes.map(one => one.frame));
}

function partsResized() {
  partsFit();
  if (state.text === 100 && !allParts.panes.some(one => one.frame.mail && one.frame.mail.dressing.inversion !== "none")) return;
  clearTimeout(allParts.later);
  allParts.later = setTimeout(() => {
    for (const { frame } of allParts.panes) frame.stale = true;
    partsShow();
  }, 150);
}

function partsCurrent() {
  allParts.panes.forEach(({ element }, index) => element.toggleAttribute("data-open", series.parts[index].number === state.part));
}
