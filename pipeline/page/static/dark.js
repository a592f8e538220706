// What mail programs in dark mode make of the colours in a frame: approximations, as pipeline/colour/inversion.py has them.

import { fromLch, toLch } from "./lab.js";

const DARK_MIDDLE = 50;
const DARK_DEPTH = 0.75;   // how far from the middle a ground is afterwards, of how far it was
const DARK_CHROMA = 0.8;
const DARK_SIDES = ["top", "right", "bottom", "left"];

// The ways to see a letter: its id, what people call it, what it does to colours, whether it is our guess.
export const MODES = [
  { id: "light", title: "Light", inversion: "none", keys: "m l" },
  { id: "dark", title: "Dark, as designed", inversion: "none", keys: "m d" },
  { id: "gmail-ios", title: "Dark in Gmail on iOS", inversion: "full", guess: true, keys: "m i" },
  { id: "gmail-android", title: "Dark in Gmail on Android", inversion: "partial", guess: true, keys: "m a" },
  { id: "outlook-windows", title: "Dark in Outlook for Windows", inversion: "full", guess: true, keys: "m w" },
  { id: "outlook-com", title: "Dark in Outlook.com", inversion: "partial", guess: true, fixes: true, keys: "m o" },
];

// Words as an inversion shows them; [red, green, blue] in and out.
export function invertedWords(inversion, rgb) {
  const lch = toLch(rgb);
  return inversion === "full" || (inversion === "partial" && lch[0] < DARK_MIDDLE) ? darkTurned(lch, 1) : rgb;
}

// A ground as an inversion shows it.
export function invertedGround(inversion, rgb) {
  const lch = toLch(rgb);
  return inversion === "full" || (inversion === "partial" && lch[0] >= DARK_MIDDLE) ? darkTurned(lch, DARK_DEPTH) : rgb;
}

// A line: a pale one is part of the ground, a dark one of the words.
export function invertedLine(inversion, rgb) {
  return toLch(rgb)[0] < DARK_MIDDLE ? invertedWords(inversion, rgb) : invertedGround(inversion, rgb);
}

function darkTurned([lightness, chroma, hue], depth) {
  return fromLch([DARK_MIDDLE - (lightness - DARK_MIDDLE) * depth, chroma * DARK_CHROMA, hue]);
}

// Turn the colours of a document round. Pictures stay. With `fixes`, what a mail says for Outlook.com's
// own attributes (data-ogsc for words, data-ogsb for grounds) holds instead of our guess.
export function invertDocument(doc, inversion, fixes = false) {
  if (inversion === "none" || !doc.body) return;
  const changes = [...doc.querySelectorAll("html, body, body *")].flatMap(element => darkChanges(element, inversion));
  if (fixes) {
    for (const { element, mark } of changes) if (mark) element.setAttribute(mark, "");
    for (const one of changes) one.fixed = one.mark && darkNow(one.element, one.property) !== one.before;
  }
  for (const { element, property, after, fixed } of changes)
    if (!fixed) element.style.setProperty(property, after, "important");
  darkCanvas(doc, inversion);
}

function darkChanges(element, inversion) {
  const style = element.ownerDocument.defaultView.getComputedStyle(element);
  const asked = [["color", invertedWords, darkSaysColour(element, style) ? "data-ogsc" : ""], ["background-color", invertedGround, "data-ogsb"]];
  for (const side of DARK_SIDES)
    if (parseFloat(style.getPropertyValue(`border-${side}-width`))) asked.push([`border-${side}-color`, invertedLine, ""]);
  return asked.flatMap(([property, turn, mark]) => {
    const before = style.getPropertyValue(property), after = darkWritten(before, inversion, turn);
    return after === before ? [] : [{ element, property, mark, before, after }];
  });
}

// Whether an element has words of a colour of its own: only such are marked.
function darkSaysColour(element, style) {
  if (element.style.color || element.hasAttribute("color")) return true;
  const parent = element.parentElement;
  return parent !== null && darkNow(parent, "color") !== style.color;
}

function darkNow(element, property) {
  return element.ownerDocument.defaultView.getComputedStyle(element).getPropertyValue(property);
}

// A computed colour after its turn; what is not there, or no plain colour, stays.
function darkWritten(colour, inversion, turn) {
  const found = /^rgba?\((\d+), (\d+), (\d+)(?:, ([\d.]+))?\)$/.exec(colour);
  if (!found || found[4] === "0") return colour;
  const rgb = turn(inversion, found.slice(1, 4).map(Number)).join(", ");
  return found[4] ? `rgba(${rgb}, ${found[4]})` : `rgb(${rgb})`;
}

// The sheet that a mail without a ground of its own lies on is the program's: white by day.
function darkCanvas(doc, inversion) {
  const clear = [doc.documentElement, doc.body].every(one => darkNow(one, "background-color") === "rgba(0, 0, 0, 0)");
  if (clear) doc.documentElement.style.setProperty("background-color", `rgb(${invertedGround(inversion, [255, 255, 255]).join(", ")})`, "important");
}
