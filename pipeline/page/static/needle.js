// Words of a source found again in an element of a letter, where line ends and markup stand differently.

const NEEDLE_MARKUP = /[*_`~\\]+|\[|\]\([^)]*\)|\]/g;

// The range of an element that holds the beginning of some source text, as much of it as is found; or null.
export function rangeOf(element, source) {
  const plain = source.replace(NEEDLE_MARKUP, "").replace(/\s+/g, " ").trim();
  const sentence = /^.+?(?:[.!?。！？؟](?=\s|$)|$)/u.exec(plain)?.[0] ?? "";
  const words = plain.split(" ");
  for (const needle of [sentence, words.slice(0, 6).join(" "), words.slice(0, 3).join(" "), words[0]])
    if (needle.length > 1) {
      const found = needleIn(element, needle);
      if (found) return found;
    }
  return null;
}

function needleIn(element, needle) {
  const walker = element.ownerDocument.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  const letters = [];   // of the text with each run of white space as one: [node, offset]
  let text = "";
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    for (let offset = 0; offset < node.data.length; offset++) {
      const letter = /\s/.test(node.data[offset]) ? " " : node.data[offset];
      if (letter === " " && text.endsWith(" ")) continue;
      text += letter;
      letters.push([node, offset]);
    }
  const at = text.indexOf(needle);
  if (at < 0) return null;
  const range = element.ownerDocument.createRange();
  range.setStart(...letters[at]);
  const [node, offset] = letters[at + needle.length - 1];
  range.setEnd(node, offset + 1);
  return range;
}
