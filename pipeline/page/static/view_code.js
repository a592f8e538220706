// What a letter is made of, to read: HTML, MJML, plain text, headers, the message as it is sent.

import { codeLines, copyText, headerPieces, markupPieces } from "./code.js";
import { fillWith, h } from "./dom.js";
import { emptyNote, letterPerson, nothingYet, openIndex, personTrouble } from "./letter.js";
import { filledText, personValues } from "./mail.js";
import { about, ask, live, series } from "./series.js";

const CODE_KINDS = [
  { id: "html", title: "HTML", keys: "g h", what: "The HTML", text: index => codeFilled(index, "html"), pieces: markupPieces, file: "html" },
  { id: "mjml", title: "MJML", keys: "g m", what: "The MJML", text: index => series.parts[index].mjml, pieces: markupPieces, file: "mjml" },
  { id: "text", title: "Plain text", keys: "g t", what: "The plain text", text: index => codeFilled(index, "text"), pieces: text => [["", text]], file: "text" },
  { id: "headers", title: "Headers", keys: "g e", what: "The headers", text: index => series.parts[index].headers, pieces: headerPieces, file: "eml" },
  { id: "eml", title: "Message", keys: "g f", what: "The message", text: codeMessage, pieces: text => [["", text]], file: "eml" },
];
const CODE_SHOWN = 400000;   // characters: more is not for reading

export const codeViews = CODE_KINDS.map(kind => {
  let room = null, turn = 0;
  const show = async () => {
    const mine = ++turn, scrolled = room.firstElementChild?.scrollTop ?? 0;
    const shown = await codeRoom(kind);
    if (mine !== turn || !room) return;
    fillWith(room, shown);
    shown.scrollTop = scrolled;
  };
  return {
    id: kind.id, title: kind.title, keys: kind.keys,
    open(given) { room = given; show(); },
    refresh(changed) { if (room && changed.some(key => ["series", "part", "person"].includes(key))) show(); },
    close() { room = null; turn += 1; },
  };
});

async function codeRoom(kind) {
  if (!series) return nothingYet();
  const index = openIndex(), part = series.parts[index];
  const trouble = kind.id === "mjml" || kind.id === "headers" ? "" : personTrouble(index);
  if (trouble) return emptyNote("This letter cannot be shown", trouble);
  let text;
  try {
    text = await kind.text(index);
  } catch (error) {
    return emptyNote("It could not be read", error.text ?? error.message);
  }
  const copy = text === null ? null : h("button", { type: "button", class: "button", onclick: () => copyText(text, kind.what) }, "Copy");
  const bar = h("div", { class: "code-bar row" }, h("span", { class: "small muted" }, codeTold(kind, text, part)), copy, codeFile(kind, part));
  const body = text === null ? emptyNote("The message lies beside this page", "In the preview it is shown here, for the person chosen.") : codeLines(kind.pieces(text.slice(0, CODE_SHOWN)));
  return h("div", { class: `code-room ${kind.id}`, tabindex: "0", role: "region", "aria-label": kind.title }, bar, body);
}

function codeTold(kind, text, part) {
  const who = ["html", "text", "eml"].includes(kind.id) ? `, as ${series.people[letterPerson()]?.name ?? "somebody"} gets it` : "";
  const size = text && text.length > CODE_SHOWN ? `; its first ${CODE_SHOWN / 1000} thousand characters` : "";
  return `${kind.what} of letter ${part.number}${who}${size}`;
}

// A page on the disk has the files beside it; a preview gives the message to download.
function codeFile(kind, part) {
  const path = part.files?.[kind.file];
  if (live) return kind.id === "eml" ? h("a", { class: "button", href: codeAddress(part.number), download: "" }, "Download .eml") : null;
  return path ? h("a", { class: "small", href: encodeURI(path) }, path) : null;
}

function codeFilled(index, key) {
  return filledText(series.parts[index][key], series.prefix, personValues(series, index, letterPerson(), name => `images/${name}`));
}

function codeAddress(number) {
  return about(`message?part=${number}&person=${letterPerson()}`);
}

function codeMessage(index) {
  return live ? ask(codeAddress(series.parts[index].number)) : null;
}
