// Where things in a letter come from: pointing at them, stepping through them, showing what a check found.

import { command } from "./commands.js";
import { fillWith, h, say } from "./dom.js";
import { frameDocument, frames, onFrame, rectOnPage, scrollerOf } from "./frame.js";
import { rangeOf } from "./needle.js";
import { ask, live, series } from "./series.js";
import { set, state } from "./state.js";

const POINT_VIEWS = new Set(["mail", "parts", "clients"]);
const POINT_HINT = "Point at something in the letter to see where it comes from.";
let pointed = null;   // what is outlined: { file, line, last, needle, part }

// The line at the foot of a view: where that comes from which is pointed at. It is read out only where a command
// pointed: what the mouse passes over is not.
const originText = h("div", { class: "origin-text" }, h("span", { class: "muted" }, POINT_HINT));
const originSaid = h("span", { class: "visually-hidden", role: "status" });
export const originBar = h("div", { class: "origin" }, originText, originSaid);

export function startPointing() {
  onFrame("made", pointListen);
  onFrame("shown", frame => pointed && pointed.part === frame.part && pointDraw(frame));
  const steps = [["next", "Point at the next thing in the letter", "]", 1], ["previous", "Point at the thing before it", "[", -1]];
  for (const [id, title, keys, step] of steps)
    command({ id: `point.${id}`, group: "Point", title, keys, when: () => frames().length > 0, run: () => pointStep(step) });
  command({ id: "point.editor", group: "Point", title: "Open the line that is pointed at in your editor", keys: "o", when: () => live && pointed !== null, run: pointOpen });
  command({ id: "point.nothing", group: "Point", title: "Point at nothing", when: () => pointed !== null, run: unpoint });
}

// Outline what a finding is about and scroll to it. Gives whether there is something to point at.
export async function showFinding(finding) {
  const column = finding.column ?? 0;
  const needle = column > 0 && finding.text ? finding.text.slice(column - 1) : "";
  const shown = await showPlace({ file: finding.file, line: finding.line, needle, parts: finding.parts ?? [] });
  if (!shown) say(finding.file ? `${whereText(finding.file, finding.line)}: no letter shows this line.` : "This is about the whole, not about a place in a letter.");
  return shown;
}

// Outline what came from a line of a file, in the part that is open if it has it, else in the first that does.
export async function showPlace({ file, line, needle = "", parts = [] }) {
  if (!series || !file || !line) return false;
  const order = [state.part, ...parts, ...series.parts.map(one => one.number)];
  const part = order.find(number => (!parts.length || parts.includes(number)) && pointHas(number, file, line));
  if (part === undefined) return false;
  if (!POINT_VIEWS.has(state.view) || (state.part !== part && state.view !== "parts")) set({ part, view: POINT_VIEWS.has(state.view) ? state.view : "mail" });
  pointed = { file, line, last: line, needle, part };
  const frame = await pointFrame(part);
  if (!frame) return false;
  pointDrawAll();
  pointScroll(frame);
  pointTell(pointed);
  originSaid.textContent = `${whereText(file, line)}, in letter ${part}`;
  return true;
}

export function unpoint() {
  pointed = null;
  for (const frame of frames()) fillWith(frame.layer);
  fillWith(originText, h("span", { class: "muted" }, POINT_HINT));
}

// "content/letter.md, line 12", as people say it.
export function whereText(file, line) {
  const unit = series && file === series.article.source ? series.article.unit : "line";
  return line ? `${file}, ${unit} ${line}` : file;
}

function pointHas(number, file, line) {
  const part = series.parts[number - 1];
  return part?.places?.some(([name, first, last]) => name === file && first <= line && line <= last) ?? false;
}

async function pointFrame(part) {
  for (let tries = 0; tries < 40; tries++) {
    const frame = frames().find(one => one.part === part);
    if (frame) await frame.ready;
    if (frame?.current) return frame;
    await new Promise(done => setTimeout(done, 50));
  }
  return null;
}

// The elements of a frame that came from a line: those whose origin is told most closely.
function pointElements(frame, { file, line }) {
  const attribute = `data-${frame.mail.prefix}`;
  const found = [];
  let closest = Infinity;
  for (const element of frameDocument(frame).querySelectorAll(`[${attribute}]`)) {
    const [name, first, last] = frame.mail.places[Number(element.getAttribute(attribute))] ?? [];
    const rect = element.getBoundingClientRect();
    if (name !== file || line < first || line > last || !rect.width || !rect.height) continue;
    closest = Math.min(closest, last - first);
    found.push({ element, rect, span: last - first });
  }
  const near = found.filter(one => one.span === closest);
  return near.filter(one => !near.some(other => other !== one && other.element.contains(one.element)));
}

function pointDrawAll() {
  for (const one of frames()) {
    if (one.part === pointed.part && frameDocument(one)) pointDraw(one);
    else fillWith(one.layer);
  }
}

function pointDraw(frame) {
  const found = pointElements(frame, pointed);
  const marks = pointed.needle ? found.map(one => rangeOf(one.element, pointed.needle)).find(Boolean)?.getClientRects() ?? [] : [];
  fillWith(frame.layer, found.map(one => pointBox(frame, one.rect, "outline firm")), [...marks].map(rect => pointBox(frame, rect, "found")));
}

// A box over a rectangle of a frame; an outline stays within the letter's edges.
function pointBox(frame, rect, kind) {
  const grown = kind === "found" ? 1 : 4, edge = kind === "found" ? 0 : 3;
  const left = Math.max(edge, rect.left - grown), right = Math.min(frame.width - edge, rect.right + grown);
  const style = { left: `${left}px`, top: `${rect.top - grown}px`, width: `${right - left}px`, height: `${rect.height + 2 * grown}px` };
  return h("div", { class: kind, style });
}

function pointScroll(frame) {
  const [first] = pointElements(frame, pointed);
  if (!first) return;
  const mark = pointed.needle && rangeOf(first.element, pointed.needle)?.getClientRects()[0];
  const scroller = scrollerOf(frame.element), page = scroller === document.scrollingElement;
  const view = page ? { top: 0, height: innerHeight } : scroller.getBoundingClientRect();
  const place = rectOnPage(frame, mark || first.rect);
  frame.element.scrollIntoView({ block: "nearest", inline: "nearest" });
  const again = rectOnPage(frame, mark || first.rect);
  if (again.top < view.top + 40 || again.bottom > view.top + (view.height ?? innerHeight) - 60 || place.top !== again.top)
    scroller.scrollTop += again.top - view.top - Math.min(160, (view.height ?? innerHeight) / 4);
}

function pointTell({ file, line, needle = "" }, address = "") {
  const words = file === series.article.source ? series.source[line - 1] ?? "" : "";
  const shown = needle && words.includes(needle) ? `… ${needle}` : words;
  fillWith(originText,
    file ? h("span", { class: "where" }, whereText(file, line)) : null,
    address ? h("span", { class: "address" }, address) : h("span", { class: "words", dir: "auto" }, shown.slice(0, 300)),
    live && file && pointed ? h("button", { type: "button", class: "button quiet", onclick: pointOpen }, "Open in editor") : null);
}

// Open a line in the editor of whoever runs the preview.
export async function openLine(file, line) {
  try {
    await ask("api/open", { article: state.article, file, line: line || 1 });
    say(`${whereText(file, line)} is open in your editor.`);
  } catch (error) {
    say(error.text ?? error.message);
  }
}

function pointOpen() {
  openLine(pointed.file, pointed.line);
}

function pointStep(step) {
  const frame = frames().find(one => one.part === state.part && one.current) ?? frames()[0];
  const doc = frame && frameDocument(frame);
  if (!doc) return;
  const attribute = `data-${frame.mail.prefix}`;
  const seen = [...doc.querySelectorAll(`[${attribute}]`)].filter(one => one.getBoundingClientRect().height && one.textContent.trim());
  const order = [...new Set(seen.map(one => Number(one.getAttribute(attribute))))];
  const now = order.findIndex(index => pointed && frame.mail.places[index][0] === pointed.file && frame.mail.places[index][1] === pointed.line);
  const next = order[now < 0 ? (step > 0 ? 0 : order.length - 1) : (now + step + order.length) % order.length];
  if (next === undefined) return;
  const [file, line] = frame.mail.places[next];
  showPlace({ file, line, parts: [frame.part] });
}

// What the mouse and the keyboard do in a frame: the page listens, the letter itself runs nothing.
function pointListen(frame, doc) {
  const attribute = `data-${frame.mail.prefix}`;
  const placeAt = element => frame.mail.places[Number(element?.closest?.(`[${attribute}]`)?.getAttribute(attribute) ?? -1)];
  const told = element => {
    const place = placeAt(element), link = element.closest?.("a[href], area[href]");
    if (place || link) pointTell({ file: place?.[0], line: place?.[1] }, link ? `leads to ${link.getAttribute("href")}` : "");
  };
  doc.addEventListener("mouseover", event => {
    for (const old of frame.layer.querySelectorAll(".soft")) old.remove();
    const element = event.target.closest?.(`[${attribute}]`);
    if (element) frame.layer.append(pointBox(frame, element.getBoundingClientRect(), "outline soft"));
    told(event.target);
  });
  doc.documentElement.addEventListener("mouseleave", () => {
    for (const old of frame.layer.querySelectorAll(".soft")) old.remove();
    if (pointed) pointTell(pointed);
  });
  doc.addEventListener("focusin", event => told(event.target));
  doc.addEventListener("dragstart", event => event.preventDefault(), true);   // a link that is dropped on the page would open in its place
  for (const kind of ["click", "auxclick"]) doc.addEventListener(kind, event => pointClick(frame, event, placeAt(event.target)), true);
  doc.addEventListener("submit", event => event.preventDefault(), true);
  doc.addEventListener("keydown", event => {
    const { key, code, shiftKey, ctrlKey, metaKey, altKey } = event;
    const again = new KeyboardEvent("keydown", { key, code, shiftKey, ctrlKey, metaKey, altKey, bubbles: true, cancelable: true });
    if (!document.body.dispatchEvent(again)) event.preventDefault();
  });
}

function pointTarget(name) {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

function pointClick(frame, event, place) {
  event.preventDefault();
  const link = event.target.closest?.("a[href], area[href]");
  if (place) {
    pointed = { file: place[0], line: place[1], last: place[2], needle: "", part: frame.part };
    pointDrawAll();
    pointTell(pointed);
  }
  if (!link) return;
  const address = link.getAttribute("href");
  const target = address.startsWith("#") && address.length > 1 && frameDocument(frame).getElementById(pointTarget(address.slice(1)));
  if (target) scrollerOf(frame.element).scrollTop += rectOnPage(frame, target.getBoundingClientRect()).top - 120;
  else say(`This link leads to ${address}. Links do not open here.`);
}
