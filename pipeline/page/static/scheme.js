// How a frame's document is dressed before it is seen: day or night, colours turned round, larger text, no pictures.

import { MODES, invertDocument } from "./dark.js";

const SCHEME_TRUE = "(min-width: 0px)", SCHEME_FALSE = "(max-width: -1px)";
const SCHEME_QUERY = /\(\s*prefers-color-scheme\s*(?::\s*(\w+)\s*)?\)/gi;
const SCHEME_LETTER = /[\p{L}\p{N}\p{P}\p{S}]/u;

// How a letter is to be dressed: { dark, inversion, fixes, text (%), images }.
export function dressing({ mode, text, images, own = "", program = "" }) {
  const chosen = MODES.find(one => one.id === mode) ?? MODES[0];
  const inversion = chosen.id === "dark" && own ? own : chosen.inversion;
  return {
    dark: chosen.id === "dark" && inversion === "none",
    inversion,
    fixes: inversion !== "none" && (chosen.fixes || program === "outlook.outlook-com") || false,
    text,
    images: images !== "off",
  };
}

export function dress(doc, { dark, inversion, fixes, text, images }) {
  setScheme(doc, dark);
  if (!images) withoutImages(doc);
  if (text !== 100) enlarge(doc, text / 100);
  if (inversion !== "none") invertDocument(doc, inversion, fixes);
}

// Let the media queries for the dark hold or not, whatever the person's own system prefers.
function setScheme(doc, dark) {
  for (const sheet of doc.styleSheets) {
    schemeMedia(sheet.media, dark);
    schemeRules(sheet.cssRules, dark);
  }
  for (const source of doc.querySelectorAll("picture source[media]")) source.media = schemeText(source.media, dark);
  const root = doc.documentElement;
  const said = doc.querySelector('meta[name="color-scheme" i]')?.content ?? "";
  const knows = /dark/i.test(`${said} ${doc.defaultView.getComputedStyle(root).colorScheme}`);
  root.style.setProperty("color-scheme", dark && knows ? "dark" : "light", "important");
}

function schemeRules(rules, dark) {
  for (const rule of rules) {
    if (rule.media) schemeMedia(rule.media, dark);
    if (rule.cssRules) schemeRules(rule.cssRules, dark);
  }
}

function schemeMedia(media, dark) {
  const told = schemeText(media.mediaText, dark);
  if (told !== media.mediaText) media.mediaText = told;
}

function schemeText(query, dark) {
  return query.replace(SCHEME_QUERY, (_, asked) => !asked || (asked.toLowerCase() === "dark") === dark ? SCHEME_TRUE : SCHEME_FALSE);
}

// Pictures as a program shows them that loads none: their words stand in their place.
function withoutImages(doc) {
  for (const source of doc.querySelectorAll("picture source")) source.remove();
  for (const image of doc.querySelectorAll("img, input[type=image]")) {
    image.removeAttribute("srcset");
    image.src = "data:,";
    image.style.setProperty("outline", "1px solid rgba(128, 128, 128, 0.5)");
    image.style.setProperty("outline-offset", "-1px");
  }
  for (const element of doc.querySelectorAll("body, body *"))
    if (doc.defaultView.getComputedStyle(element).backgroundImage.includes("url(")) element.style.setProperty("background-image", "none", "important");
}

// Text as a telephone set to larger text shows it: only where words stand, so that gaps stay gaps.
function enlarge(doc, factor) {
  const sizes = [...doc.querySelectorAll("body, body *")].filter(schemeHasWords).map(element => {
    const style = doc.defaultView.getComputedStyle(element);
    return { element, size: parseFloat(style.fontSize), line: parseFloat(style.lineHeight) };
  });
  for (const { element, size, line } of sizes) {
    element.style.setProperty("font-size", `${size * factor}px`, "important");
    if (line) element.style.setProperty("line-height", `${line * factor}px`, "important");
  }
}

function schemeHasWords(element) {
  return [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && SCHEME_LETTER.test(node.data));
}
