// Code with line numbers: tags dim, words strong, each line wrapped and copied as it is.

import { h, say } from "./dom.js";

const CODE_PIECES = /<!--[\s\S]*?-->|<[^>]*>/g;

// Lines of code as a table of their own. `pieces` are [kind, text], of which a line may hold many.
export function codeLines(pieces) {
  const lines = [[]];
  for (const [kind, text] of pieces)
    text.split(/\r\n|\n|\r/).forEach((piece, index) => {
      if (index) lines.push([]);
      if (piece) lines.at(-1).push(kind ? h("span", { class: kind }, piece) : piece);
    });
  if (lines.length > 1 && !lines.at(-1).length) lines.pop();
  return h("ol", { class: "code", dir: "ltr" }, lines.map(line => h("li", {}, h("span", { class: "line", dir: "auto" }, line))));
}

// The pieces of markup: comments, tags, the words between them.
export function markupPieces(text) {
  const pieces = [];
  let at = 0;
  for (const found of text.matchAll(CODE_PIECES)) {
    pieces.push(["", text.slice(at, found.index)], [found[0].startsWith("<!") ? "comment" : "tag", found[0]]);
    at = found.index + found[0].length;
  }
  pieces.push(["", text.slice(at)]);
  return codeStrong(pieces);
}

// The words of the body are strong; what a style sheet says is not words.
function codeStrong(pieces) {
  let quiet = false;
  return pieces.map(([kind, text]) => {
    if (kind === "tag" && /^<\/?(?:style|title|xml)\b/i.test(text)) quiet = !text.startsWith("</");
    return [kind || (quiet || !text.trim() ? "" : "words"), text];
  });
}

// The pieces of a message's head: names of fields, what they say.
export function headerPieces(text) {
  return text.split(/\r\n|\n/).flatMap((line, index) => {
    const found = /^([!-9;-~]+:)(.*)$/.exec(line);
    const end = index ? "\n" : "";
    return found ? [["", end], ["name", found[1]], ["", found[2]]] : [["", end + line]];
  });
}

export async function copyText(text, what) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    codeCopyOld(text);
  }
  say(`${what} copied.`);
}

// A page that was opened from disk may not have the clipboard; a selection it always has.
function codeCopyOld(text) {
  const area = h("textarea", { class: "visually-hidden", value: text });
  document.body.append(area);
  area.select();
  document.execCommand("copy");
  area.remove();
}
