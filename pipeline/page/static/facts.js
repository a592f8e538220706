// The panel "facts": the receipt of the words, what a letter weighs and holds, who approved it, what to do with it.

import { actSections } from "./act.js";
import { approvalCard } from "./approving.js";
import { fillWith, h } from "./dom.js";
import { readSection } from "./edit_read.js";
import { series } from "./series.js";
import { state } from "./state.js";

const CLIP_BYTES = 102 * 1024;   // Gmail shows no more of a mail's encoded HTML
const FACTS_LINKS = new Set(["unsubscribe_url", "preferences_url", "web_url"]);

let factsRoom = null;

export const factsPanel = {
  id: "facts",
  title: "Facts",
  keys: "f",
  open(room) {
    factsRoom = room;
    factsFill();
  },
  refresh(changed) {
    if (changed.some(one => ["series", "findings", "part", "person"].includes(one))) factsFill();
  },
  close() {
    factsRoom = null;
  },
};

function factsFill() {
  if (!factsRoom) return;
  if (!series) return void fillWith(factsRoom);
  const focused = factsRoom.contains(document.activeElement) ? document.activeElement.dataset.act : null;
  const part = series.parts[state.part - 1] ?? series.parts[0];
  fillWith(factsRoom, approvalCard(), factsReceipt(), factsLetter(part), factsSeries(), actSections());
  if (focused) factsRoom.querySelector(`[data-act="${focused}"]`)?.focus();
}

function factsReceipt() {
  const { words } = series.article;
  const removed = series.removals.reduce((sum, one) => sum + one.words, 0);
  const { unit, source } = series.article;
  return readSection("The words", [
    ["In", factsNumber(words)], ["Delivered once, in order", factsNumber(words - removed)],
    ["Taken out", factsNumber(removed)], ["Lost", "0"],
  ], factsRemovals(unit), h("p", { class: "small muted" }, `Counted against the text of ${source} itself.`));
}

function factsRemovals(unit) {
  if (!series.removals.length) return null;
  return h("details", { class: "facts-removed" }, h("summary", { class: "small" }, "What was taken out"),
    h("ul", {}, series.removals.map(one => h("li", { class: "small" }, h("del", { dir: "auto" }, one.text), h("span", { class: "muted" }, ` ${unit} ${one.lines[0]}, ${one.rule}`)))));
}

function factsLetter(part) {
  const { images, links } = factsHeld(part);
  const bytes = part.bytes.encoded ?? part.bytes.html;
  const share = Math.min(1, bytes / CLIP_BYTES);
  const fields = factsFields(part);
  return readSection(`Letter ${part.number} of ${part.of}`, [
    ["Words", factsNumber(part.words)], ["Reading time", `${part.minutes} min`],
    ["Sent", part.number === 1 ? "on day 1" : `on day ${part.day}, ${part.wait} after the letter before`],
    ["HTML as sent", [`${factsKilobytes(bytes)} of 102 KB`, h("div", { class: `split-bar size ${bytes > CLIP_BYTES ? "long" : ""}`, role: "img", "aria-label": `${Math.round(share * 100)} % of what Gmail shows` }, h("span", { class: "split-has", style: { width: `${share * 100}%` } }))]],
    ["Plain text", factsKilobytes(part.bytes.text)], ["Whole message", factsKilobytes(part.bytes.eml)],
    ["Pictures", factsNumber(images)], ["Links", factsNumber(links)],
    ["Fields", fields.length ? fields.join(", ") : "none: everyone reads the same"],
  ]);
}

// What a letter's HTML holds, read as a document that is never shown.
function factsHeld(part) {
  const held = new DOMParser().parseFromString(part.html, "text/html");
  return { images: held.querySelectorAll("img").length, links: held.querySelectorAll("a[href]").length };
}

function factsFields(part) {
  const texts = [part.html, part.text, part.inbox.subject, part.inbox.preheader].join(" ");
  const used = new Set([...texts.matchAll(new RegExp(`${series.prefix}(\\d+)z`, "g"))].map(found => Number(found[1])));
  const names = [...used].map(number => series.slots[number]).filter(slot => slot && slot.where !== "image" && !FACTS_LINKS.has(slot.name)).map(slot => slot.name);
  return [...new Set(names)].sort();
}

function factsSeries() {
  const rows = series.parts.map(part => h("tr", {}, h("th", { scope: "row", dir: "auto" }, `${part.number}. ${part.subject}`),
    h("td", {}, factsNumber(part.words)), h("td", {}, String(part.minutes)), h("td", {}, String(part.day)), h("td", {}, factsKilobytes(part.bytes.encoded ?? part.bytes.html))));
  return h("section", { class: "edit-section" }, h("h2", {}, "The series"),
    h("div", { class: "facts-table", tabindex: "0", role: "region", "aria-label": "The letters' lengths and sizes" }, h("table", {},
      h("thead", {}, h("tr", {}, ["Letter", "Words", "Min", "Day", "Size"].map(name => h("th", { scope: "col" }, name)))), h("tbody", {}, rows))),
    h("p", { class: "small muted" }, `Made by ${series.generator}.`));
}

function factsNumber(number) {
  return number.toLocaleString("en");
}

function factsKilobytes(bytes) {
  return bytes < 1024 ? `${bytes} bytes` : `${Math.round(bytes / 1024)} KB`;
}
