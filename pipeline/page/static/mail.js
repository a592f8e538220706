// A mail as the text of a frame: its marked HTML, with edits laid over it, its places and values put in.

// A text with edits [start, end, text] laid over it. They are in any order and do not overlap.
export function edited(text, edits) {
  const sorted = edits.map((edit, index) => [...edit, index]).sort((a, b) => a[0] - b[0] || a[1] - b[1] || a[3] - b[3]);
  let done = "", at = 0;
  for (const [start, end, given] of sorted) {
    if (start < at) continue;
    done += text.slice(at, start) + given;
    at = end;
  }
  return done + text.slice(at);
}

// Edits that put ` data-<prefix>="place"` behind the names of tags, merged with other edits. A tag that is
// cut away gets none; one that is written anew, under the same name, gets it in its new form.
export function placed(html, tags, prefix, edits = []) {
  const cuts = edits.filter(([start, end]) => end > start).map(edit => [...edit]).sort((a, b) => a[0] - b[0]);
  const rest = edits.filter(([start, end]) => end === start);
  const added = [];
  for (const [at, place] of [...tags].sort((a, b) => b[0] - a[0])) {
    const attribute = ` data-${prefix}="${place}"`;
    const cut = mailCutAround(cuts, at);
    if (!cut) added.push([at, at, attribute]);
    else if (cut[2].startsWith(html.slice(cut[0], at))) cut[2] = cut[2].slice(0, at - cut[0]) + attribute + cut[2].slice(at - cut[0]);
  }
  return [...added.reverse(), ...rest, ...cuts];
}

function mailCutAround(cuts, at) {
  let low = 0, high = cuts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cuts[middle][1] < at) low = middle + 1;
    else high = middle;
  }
  for (; low < cuts.length && cuts[low][0] < at; low++) if (at < cuts[low][1]) return cuts[low];
  return null;
}

// A text with its marks filled: `value(n)` tells what stands for the mark number n.
export function filledText(text, prefix, value) {
  return text.replace(new RegExp(`${prefix}(\\d+)z`, "g"), (mark, number) => value(Number(number)) ?? "");
}

// What stands for the marks of a part, for a person. `image(name)` tells what stands for a picture.
export function personValues(series, index, person, image) {
  const values = series.people[person]?.values?.[index] ?? [];
  return number => values[number] ?? (series.slots[number]?.where === "image" ? image(series.slots[number].name) : "");
}

// All before what a head holds. What only looks like a head, in a comment or in a value, is none.
const MAIL_BEGINNING = /^(?:\s*(?:<!---?>|<!--(?!-?>)[^]*?--!?>|<!doctype[^>]*>|<(?:html|head)(?=[\s>])(?:"[^"]*"|'[^']*'|[^>"'])*>))*/i;

// Markup put at the beginning of a document's head.
export function withHead(html, markup) {
  const at = MAIL_BEGINNING.exec(html)[0].length;
  return html.slice(0, at) + markup + html.slice(at);
}

// The text of a frame that shows a part to a person, as it is or as a simulation has it.
export function frameText(series, index, { person = 0, simulation = null, images = true } = {}) {
  const part = series.parts[index];
  const html = edited(part.html, placed(part.html, part.tags ?? [], series.prefix, simulation?.edits ?? []));
  return finishedText(series, index, html, person, images, simulation?.css ?? "");
}

// The text of a frame that shows a part's web page, as somebody sees it of whom nothing is known.
export function webText(series, index, images = true) {
  const nobody = series.people.findIndex(one => one.kind === "empty");
  return finishedText(series, index, series.parts[index].web, Math.max(0, nobody), images, "");
}

function finishedText(series, index, html, person, images, css) {
  const image = name => images ? series.images[name] ?? "" : NO_IMAGE;
  const style = css ? `<style>${css.replace(/<\//g, "<\\/")}</style>` : "";
  return withHead(unlinked(filledText(html, series.prefix, personValues(series, index, person, image))), `${ELSEWHERE}${style}`);
}

// A text whose <link>s and frames do nothing. The policy of a frame stops what they load, but a browser has
// connected to the server by then.
export function unlinked(html) {
  return html.replace(/<link(?=[\s/>])/gi, "<meta data-link").replace(/<(\/?)(?:iframe|frameset|frame|portal|fencedframe)(?=[\s/>])/gi, "<$1template");
}

// An address that no picture is at; what keeps a link from opening in the frame itself, and its host from being looked up.
const NO_IMAGE = "data:,";
const ELSEWHERE = '<base target="_blank"><meta http-equiv="x-dns-prefetch-control" content="off">';
