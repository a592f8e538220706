// Letters in sandboxed frames: no script runs in them, nothing navigates; they are as tall as what they hold.

import { h } from "./dom.js";
import { unnamed } from "./plain.js";
import { dress } from "./scheme.js";

const frameAll = new Set();
const frameListeners = { shown: new Set(), made: new Set() };
const FRAME_LIMIT = 60000;   // px: taller than any mail; a frame that grows with itself stops here

// A frame for the letter number `part`. `show` fills it, `shape` gives it a width and a scale.
export function letterFrame(title, part, client = "") {
  const layer = h("div", { class: "outlines", "aria-hidden": "true" });
  const scaled = h("div", { class: "scaled" }, layer);
  const element = h("div", { class: "paper" }, scaled);
  const frame = { element, scaled, layer, title, part, client, width: 640, least: 0, scale: 1, height: 0, current: null, coming: null, mail: null, stale: false, ready: Promise.resolve() };
  for (const one of frameAll) if (one.gone) frameAll.delete(one);
  frameAll.add(frame);
  return frame;
}

// The frames on the page, in their order.
export function frames() {
  for (const one of frameAll) if (one.gone) frameAll.delete(one);
  return [...frameAll].filter(one => one.element.isConnected);
}

// Take frames off the page's books, when their view closes.
export function dropFrames(gone) {
  for (const one of gone) one.gone = true;
}

// Put a frame into a room, or leave it there: a frame that is moved loses what it shows.
export function settle(frame, room) {
  if (frame.element.parentElement === room) return;
  frame.stale = true;
  room.replaceChildren(frame.element);
}

// Be called with each frame that shows something new: `made` before it is seen, `shown` afterwards.
export function onFrame(when, listener) {
  frameListeners[when].add(listener);
}

export function frameDocument(frame) {
  return frame.current?.contentDocument ?? null;
}

// Show a mail { html, dressing, places, prefix }. What stood there stays until the new one is ready.
// The promise holds once this mail, or a later one, is seen.
export function showIn(frame, mail) {
  const same = frame.mail && !frame.stale && frame.mail.html === mail.html && JSON.stringify(frame.mail.dressing) === JSON.stringify(mail.dressing);
  Object.assign(frame, { mail, stale: false });
  if (same) return frame.ready;
  frame.coming?.remove();
  const coming = frame.coming = frameElement(frame);
  frame.element.setAttribute("aria-busy", "true");
  const loaded = new Promise(done => coming.addEventListener("load", done, { once: true }));
  coming.srcdoc = mail.html;
  frame.scaled.prepend(coming);
  frame.ready = loaded.then(() => (frame.coming === coming ? frameSeen(frame, coming) : frame.ready));
  return frame.ready;
}

function frameElement(frame) {
  const element = h("iframe", { sandbox: "allow-same-origin", title: frame.title, referrerpolicy: "no-referrer", class: "coming", scrolling: "no" });
  frameShape(frame, element);
  element.style.colorScheme = frame.mail.dressing.dark ? "dark" : "light";
  return element;
}

function frameSeen(frame, coming) {
  const doc = coming.contentDocument;
  unnamed(doc);
  dress(doc, frame.mail.dressing);
  for (const one of frameListeners.made) one(frame, doc);
  const kept = frameAnchor(frame), focused = document.activeElement === frame.current;
  frame.height = frameMeasured(frame, coming);
  frame.current?.remove();
  coming.classList.remove("coming");
  Object.assign(frame, { current: coming, coming: null });
  reshape(frame);
  if (kept) frameKeep(frame, kept);
  if (focused) coming.focus({ preventScroll: true });
  frame.element.removeAttribute("aria-busy");
  frameWatchHeight(frame, coming);
  for (const one of frameListeners.shown) one(frame);
}

// Give a frame its width, its least height and its scale, and the height of what it holds.
export function shape(frame, { width, least = 0, scale = 1 }) {
  const same = frame.width === width && frame.least === least;
  Object.assign(frame, { width, least, scale });
  if (frame.current && !same) {
    frameShape(frame, frame.current);
    frame.height = frameMeasured(frame, frame.current);
  }
  reshape(frame);
}

function reshape(frame) {
  const height = Math.max(frame.height, frame.least);
  for (const one of [frame.current, frame.coming]) if (one) frameShape(frame, one);
  if (frame.current) frame.current.style.height = `${height}px`;
  frame.scaled.style.cssText = `width: ${frame.width}px; height: ${height}px; transform: scale(${frame.scale})`;
  frame.element.style.width = `${Math.round(frame.width * frame.scale)}px`;
  frame.element.style.height = `${Math.round(height * frame.scale)}px`;
}

function frameShape(frame, element) {
  element.style.width = `${frame.width}px`;
  element.style.height = `${Math.max(frame.least, 200)}px`;
}

// The height of what a frame holds, at its width.
function frameMeasured(frame, element) {
  const root = element.contentDocument.documentElement, body = element.contentDocument.body;
  const margins = body ? parseFloat(element.contentWindow.getComputedStyle(body).marginBottom) || 0 : 0;
  const inside = body ? body.getBoundingClientRect().bottom + margins : 0;
  const tall = root.scrollHeight > element.clientHeight ? root.scrollHeight : Math.max(root.getBoundingClientRect().height, inside);
  return Math.min(FRAME_LIMIT, Math.ceil(tall));
}

// Pictures and fonts that come late make a frame taller; what is tall because its frame is, does not.
function frameWatchHeight(frame, element) {
  let times = 0;
  const observer = new ResizeObserver(() => {
    if (frame.current !== element || !element.isConnected) return observer.disconnect();
    const body = element.contentDocument.body;
    const height = Math.ceil(Math.max(body.scrollHeight, body.getBoundingClientRect().bottom));
    if (height <= frame.height || height > FRAME_LIMIT || ++times > 20) return;
    frame.height = height;
    reshape(frame);
  });
  if (element.contentDocument.body) observer.observe(element.contentDocument.body);
}

// What scrolls a frame: the nearest that can around it.
export function scrollerOf(element) {
  for (let one = element.parentElement; one; one = one.parentElement) {
    const style = getComputedStyle(one);
    if (/auto|scroll/.test(style.overflowY) && one.scrollHeight > one.clientHeight) return one;
  }
  return document.scrollingElement;
}

// Where an element of a frame stands on the page.
export function rectOnPage(frame, rect) {
  const outer = frame.current.getBoundingClientRect(), scale = frame.scale;
  return { top: outer.top + rect.top * scale, bottom: outer.top + rect.bottom * scale, left: outer.left + rect.left * scale };
}

function frameTop(scroller) {
  return scroller === document.scrollingElement ? 0 : scroller.getBoundingClientRect().top;
}

// The block that is in view: its words, and how far its top stands from the top of what scrolls.
function frameAnchor(frame) {
  const doc = frameDocument(frame);
  if (!doc?.body || !frame.element.isConnected) return null;
  const scroller = scrollerOf(frame.element), top = frameTop(scroller);
  if (frame.element.getBoundingClientRect().top >= top) return null;
  for (const element of doc.querySelectorAll(`[data-${frame.mail.prefix}]`)) {
    const rect = rectOnPage(frame, element.getBoundingClientRect());
    const words = element.textContent.trim();
    if (rect.bottom > top && rect.top > top - 400 && words && !element.querySelector(`[data-${frame.mail.prefix}]`))
      return { words, offset: rect.top - top, scroller };
  }
  return null;
}

function frameKeep(frame, { words, offset, scroller }) {
  const placed = [...frameDocument(frame).querySelectorAll(`[data-${frame.mail.prefix}]`)];
  const found = placed.filter(one => one.textContent.trim() === words).at(-1) ?? placed.find(one => one.textContent.trim().slice(0, 24) === words.slice(0, 24));
  if (found) scroller.scrollTop += rectOnPage(frame, found.getBoundingClientRect()).top - frameTop(scroller) - offset;
}
