// A mail's words for paper: its headings, paragraphs, lists, tables and pictures, without its looks.

import { h } from "./dom.js";

const PAPER_KEPT = new Set(["h1", "h2", "h3", "h4", "h5", "h6", "p", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "hr", "br", "figure", "figcaption", "strong", "b", "em", "i", "u", "s", "del", "ins", "code", "kbd", "samp", "sub", "sup", "mark", "small", "q", "cite", "abbr", "bdi", "bdo", "ruby", "rt", "rp"]);
const PAPER_GONE = new Set(["head", "style", "script", "title", "template", "svg", "iframe", "object", "embed", "form", "input", "button"]);
const PAPER_INLINE = new Set(["a", "span", "strong", "b", "em", "i", "u", "s", "del", "ins", "code", "kbd", "samp", "sub", "sup", "mark", "small", "q", "cite", "abbr", "bdi", "bdo", "ruby", "rt", "rp", "br", "img", "font", "label", "time", "var"]);
const PAPER_GIVEN = ["lang", "dir", "start", "reversed", "type", "value", "colspan", "rowspan", "scope"];

// The words of a mail's HTML as elements of this page, and the addresses that its links lead to.
export function paperWords(html) {
  const body = new DOMParser().parseFromString(html, "text/html").body;
  const addresses = [];
  const words = paperBlocks(paperInside(body, addresses));
  return { words, addresses };
}

function paperInside(node, addresses) {
  return [...node.childNodes].flatMap(child => paperNode(child, addresses));
}

function paperNode(node, addresses) {
  if (node.nodeType === Node.TEXT_NODE) return [node.data];
  if (node.nodeType !== Node.ELEMENT_NODE || paperHidden(node)) return [];
  const name = node.localName;
  if (PAPER_GONE.has(name)) return [];
  if (name === "img") return paperImage(node);
  if (name === "a") return paperLink(node, addresses);
  if (name === "table" && !paperLayout(node)) return [paperTable(node, addresses)];
  const inside = paperInside(node, addresses);
  if (PAPER_KEPT.has(name)) return [h(name, paperGiven(node), inside)];
  return PAPER_INLINE.has(name) ? inside : [h("div", paperGiven(node), paperBlocks(inside))];
}

// What an inbox reads and no reader sees.
function paperHidden(node) {
  const style = (node.getAttribute("style") ?? "").replace(/\s/g, "").toLowerCase();
  return node.hidden || /(^|;)display:none/.test(style) || node.getAttribute("aria-hidden") === "true";
}

function paperLayout(table) {
  return ["presentation", "none"].includes(table.getAttribute("role"));
}

function paperGiven(node) {
  return Object.fromEntries(PAPER_GIVEN.filter(name => node.hasAttribute(name)).map(name => [name, node.getAttribute(name)]));
}

function paperTable(table, addresses) {
  const cell = one => h(one.localName, paperGiven(one), paperInside(one, addresses));
  const rows = [...table.rows].map(row => h("tr", {}, [...row.cells].map(cell)));
  const caption = table.caption ? h("caption", {}, paperInside(table.caption, addresses)) : null;
  return h("table", { ...paperGiven(table), class: "paper-table" }, caption, rows);
}

function paperImage(image) {
  const alt = image.getAttribute("alt") ?? "", source = image.getAttribute("src") ?? "";
  if (/^data:image\//.test(source)) return [h("img", { src: source, alt, style: { width: /^\d+$/.test(image.getAttribute("width") ?? "") ? `${image.getAttribute("width")}px` : "" } })];
  return alt ? [h("em", {}, `[Image: ${alt}]`)] : [];
}

// A link's words with the number of its address below the letter. A reader's own link has none: in
// a sample it leads nowhere.
function paperLink(link, addresses) {
  const inside = paperInside(link, addresses), address = link.getAttribute("href") ?? "";
  const shown = paperBare(link.textContent) === paperBare(address.replace(/^(mailto|tel):/i, ""));
  if (shown || !/^(https?|mailto|tel):/i.test(address) || /^https:\/\/([\w-]+\.)*invalid\//.test(address)) return inside;
  const known = addresses.indexOf(address);
  const number = known < 0 ? addresses.push(address) : known + 1;
  return [h("span", { class: "paper-link" }, inside), h("sup", {}, `[${number}]`)];
}

// An address or a telephone number without the spaces that are only for the eye.
function paperBare(text) {
  return text.replace(/[\s\u2009\u202f()-]/g, "");
}

// Words that stand beside blocks, as paragraphs of their own.
function paperBlocks(nodes) {
  const blocks = [];
  let run = [];
  const close = () => {
    if (run.some(one => typeof one === "string" ? one.trim() : one.localName !== "br")) blocks.push(h("p", {}, run));
    run = [];
  };
  for (const one of nodes) {
    if (typeof one === "string" || PAPER_INLINE.has(one.localName)) run.push(one);
    else {
      close();
      if (one.hasChildNodes() || one.localName === "hr") blocks.push(one);
    }
  }
  close();
  return blocks;
}
