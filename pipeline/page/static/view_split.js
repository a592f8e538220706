// The view "split": the whole article in its letters; letters begin where they are told to.

import { fillWith, h, say } from "./dom.js";
import { live, series } from "./series.js";
import { errorText, onSettings, partsLocked, sendEdits } from "./settings.js";
import { boundary, boundaryAt } from "./split_boundary.js";
import { blockItems, gapButton, letterGroup, showLength } from "./split_draw.js";
import { splitName, splitRanges, splitReach, splitStarts, splitTold, splitWords } from "./split_model.js";
import { undoRow } from "./undo.js";

const SPLIT_PAUSE = 700;   // ms after the last arrow key before a boundary is written
let splitOpen = null;      // { flow, said, starts as shown, starts as written, undo, timer, focus, locked }
let splitWhole = false;

export const splitView = {
  id: "split",
  title: "Split",
  keys: "s",
  open(room) {
    const flow = h("div", { class: "split-flow" });
    const said = h("p", { class: "split-said", role: "status", "aria-live": "polite" });
    splitOpen = { flow, said, undo: live ? undoRow() : null, timer: 0, focus: null, locked: null, end: onSettings(splitSettings) };
    fillWith(room, h("div", { class: "split-view" }, splitBar(), said, flow));
    splitDraw();
  },
  refresh(changed) {
    if (changed.includes("series")) splitDraw();
  },
  close() {
    splitOpen?.end();
    clearTimeout(splitOpen?.timer);
    splitOpen = null;
  },
};

function splitSettings() {
  splitOpen.undo?.refresh();
  if (splitOpen.locked !== partsLocked()) splitDraw();
}

function splitBar() {
  const choices = [[false, "Beginnings"], [true, "Whole text"]].map(([whole, title]) => h("label", {},
    h("input", { type: "radio", name: "split-text", checked: splitWhole === whole, onchange: () => splitShowWhole(whole) }), h("span", {}, title)));
  return h("div", { class: "row split-tools" },
    h("div", { class: "segmented", role: "radiogroup", "aria-label": "How much of each block" }, choices),
    splitOpen.undo?.element ?? null,
    h("p", { class: "small muted split-help" }, live
      ? "Drag a boundary, or focus it and press the up and down arrows; Delete joins. Between two blocks, Enter starts a new letter."
      : "How the article is shared out among the letters. It can be changed in the preview."));
}

function splitShowWhole(whole) {
  splitWhole = whole;
  splitOpen.flow.classList.toggle("whole", whole);
}

function splitDraw() {
  if (!splitOpen) return;
  const { flow } = splitOpen;
  if (!series) return void fillWith(flow);
  splitOpen.locked = partsLocked();
  const focused = splitFocused();
  const starts = splitOpen.starts = splitStarts();
  splitOpen.written = [...starts];
  const items = blockItems(index => (splitOpen.locked ? null : gapButton(index, splitAt)));
  flow.classList.toggle("whole", splitWhole);
  fillWith(flow, splitRanges(starts).flatMap((range, at) => {
    const group = letterGroup(at + 1, range, series.parts[at]?.title ?? "");
    group.querySelector(".split-blocks").append(...items.slice(...range));
    return at ? [splitBoundary(at), group] : [group];
  }));
  splitOpen.undo?.refresh();
  splitRefocus(focused);
}

// What has the focus as a selector, "" where nothing has; null where it is elsewhere on the page.
function splitFocused() {
  const at = document.activeElement;
  if (at === document.body) return "";
  if (!splitOpen.flow.contains(at)) return null;
  const key = ["boundary", "gap", "join"].find(one => at.dataset[one]);
  return key ? `[data-${key}="${at.dataset[key]}"]` : "";
}

// The focus goes where a change wants it, once that is there; until then it stays where it was.
function splitRefocus(before) {
  const wanted = before === null ? null : splitOpen.focus;
  const there = selector => (selector ? [...splitOpen.flow.querySelectorAll(selector)].find(one => one.offsetParent) : null);
  const target = there(wanted);
  (target ?? there(before))?.focus();
  splitOpen.focus = target ? null : wanted;
}

function splitBoundary(at) {
  const does = {
    hop: step => splitHop(at, step),
    drop: () => splitDrop(at),
    soon: () => {
      clearTimeout(splitOpen.timer);
      splitOpen.timer = setTimeout(() => splitDrop(at), SPLIT_PAUSE);
    },
    cancel: () => splitDraw(),
    join: () => splitJoin(at),
  };
  return boundary(at + 1, splitOpen.starts[at], splitReach(splitOpen.starts, at), does, splitOpen.locked);
}

// One block over the boundary of letter `at`, on the page only. Gives whether it could go.
function splitHop(at, step) {
  const { flow, starts } = splitOpen;
  const [least, most] = splitReach(starts, at);
  const start = starts[at] + step;
  if (start < least || start > most) {
    splitSay(step < 0 ? `Letter ${at} keeps at least one block.` : `Letter ${at + 1} keeps at least one block.`);
    return false;
  }
  const [above, below] = [at, at + 1].map(number => flow.querySelector(`[data-letter="${number}"] .split-blocks`));
  if (step > 0) above.append(below.firstElementChild);
  else below.prepend(above.lastElementChild);
  starts[at] = start;
  splitMeasure(at);
  return true;
}

function splitMeasure(at) {
  const { flow, starts } = splitOpen;
  const ranges = splitRanges(starts);
  for (const each of [at - 1, at]) showLength(flow.querySelector(`[data-letter="${each + 1}"]`), splitWords(ranges[each]));
  boundaryAt(flow.querySelector(`[data-boundary="${at + 1}"]`), starts[at], splitReach(starts, at));
  splitSay(`Letter ${at + 1} begins with ${splitName(starts[at])}. Letter ${at}: ${splitTold(splitWords(ranges[at - 1]))}. Letter ${at + 1}: ${splitTold(splitWords(ranges[at]))}.`);
}

function splitDrop(at) {
  if (!splitOpen) return;
  clearTimeout(splitOpen.timer);
  const to = splitOpen.starts[at];
  if (to === splitOpen.written[at]) return;
  splitOpen.written = [...splitOpen.starts];
  splitSend({ kind: "move", part: at + 1, to }, `[data-boundary="${at + 1}"]`);
}

function splitJoin(at) {
  clearTimeout(splitOpen.timer);
  splitSend({ kind: "join", part: at + 1 }, `[data-gap="${splitOpen.starts[at]}"]`);
}

function splitAt(index) {
  const number = splitStarts().filter(start => start < index).length + 1;
  splitSend({ kind: "split", before: index }, `[data-boundary="${number}"]`);
}

async function splitSend(edit, focus) {
  splitOpen.focus = focus;
  splitOpen.flow.setAttribute("aria-busy", "true");
  try {
    splitSay((await sendEdits([edit])).said);
  } catch (error) {
    splitSay(`That can't be: ${errorText(error)}`);
    say(errorText(error));
    if (splitOpen) splitOpen.focus = null;
    splitDraw();
  }
  splitOpen?.flow.removeAttribute("aria-busy");
}

function splitSay(text) {
  if (splitOpen) splitOpen.said.textContent = text;
}
