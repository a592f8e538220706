// The letters as groups of blocks, with what was taken out in its place.

import { fillWith, h } from "./dom.js";
import { live, series } from "./series.js";
import { splitFit, splitMinutes, splitName, splitRemovals, splitTold, splitWords } from "./split_model.js";

// A letter's group: its heading with its length, then its blocks.
export function letterGroup(number, range, title) {
  const list = h("ol", { class: "split-blocks" });
  const head = h("header", { class: "split-head" },
    h("h2", {}, h("span", { class: "split-number" }, `Letter ${number}`), h("span", { class: "split-title", dir: "auto" }, title)),
    h("div", { class: "split-length" }));
  const element = h("section", { class: "split-letter", "data-letter": number, "aria-label": `Letter ${number}` }, head, list);
  showLength(element, splitWords(range));
  return element;
}

// A letter's words and minutes, and a bar of where they stand to those that are wished for.
export function showLength(group, words) {
  const [fewest, most] = series.article.range;
  const scale = Math.max(most * 1.35, words);
  const percent = value => `${Math.min(100, (value / scale) * 100)}%`;
  const minutes = splitMinutes(words);
  fillWith(group.querySelector(".split-length"),
    h("span", { class: "split-words" }, `${words} word${words === 1 ? "" : "s"} · ${minutes} min`),
    h("div", { class: `split-bar ${splitFit(words)}`, role: "img", "aria-label": `${splitTold(words)}; wished are ${fewest} to ${most} words` },
      h("span", { class: "split-wished", style: { left: percent(fewest), width: `calc(${percent(most)} - ${percent(fewest)})` } }),
      h("span", { class: "split-has", style: { width: percent(words) } })),
    h("span", { class: "split-fit small" }, { short: `under ${fewest}`, long: `over ${most}` }[splitFit(words)] ?? `within ${fewest}–${most}`));
}

// All blocks as list items, each with what was taken out before it. `gap(index)` is what stands above one.
export function blockItems(gap) {
  const { before, behind } = splitRemovals();
  const items = series.blocks.map((block, index) => blockItem(block, index, before[index], index ? gap(index) : null));
  items.at(-1)?.append(...behind.map(removalNote));
  return items;
}

function blockItem(block, index, removals, gap) {
  const kind = block.kind === "heading" ? `heading level-${block.level || 1}` : block.kind;
  const name = ["heading", "paragraph"].includes(block.kind) ? "" : block.kind;
  return h("li", { class: "split-item", "data-block": index }, gap, removals.map(removalNote),
    h("div", { class: `split-block ${kind}` },
      name ? h("span", { class: "split-kind small muted" }, name) : null,
      h("div", { class: "split-text", dir: "auto" }, block.text || (name ? "" : "(nothing to read)"))));
}

function removalNote(one) {
  const [first, last] = one.lines;
  const unit = series.article.unit;
  const where = first === last ? `${unit} ${first}` : `${unit}s ${first} to ${last}`;
  return h("div", { class: "split-removed" }, h("del", { dir: "auto" }, one.text),
    h("span", { class: "small muted" }, `taken out: ${one.rule}, ${where}`));
}

// The place between two blocks: Enter or a click begins a new letter there.
export function gapButton(index, split) {
  if (!live) return null;
  return h("button", { type: "button", class: "split-gap", "data-gap": index, onclick: () => split(index), "aria-label": `Start a new letter before ${splitName(index)}` },
    h("span", {}, "Start a new letter here"));
}
