// How mail programs show a letter in their list: how wide a row is, in which type, how many lines of what.

// No program documents these figures. They are approximations, taken from the programs' usual settings (a phone of
// 390 px; a window of about 1440 px; a list beside the letter), and differ with windows, settings and versions.
// `width` is the row's, `inset` what stands beside its words, both in px; `one` is the width of the one line in which
// Gmail on the web shows subject and preheader. The rest is px of type and numbers of lines.
const LOOK_GOOGLE = "'Google Sans', Roboto, 'Helvetica Neue', Arial, sans-serif";
const LOOK_APPLE = "-apple-system, 'SF Pro Text', 'Helvetica Neue', Helvetica, Arial, sans-serif";
const LOOK_WINDOWS = "'Segoe UI', 'Helvetica Neue', Arial, sans-serif";

export const LOOKS = [
  { id: "gmail", title: "Gmail, web", font: LOOK_GOOGLE, width: 1110, one: 740, sender: 14, subject: 14, preheader: 14 },
  { id: "gmail-app", title: "Gmail, phone", font: LOOK_GOOGLE, width: 390, inset: [72, 16], face: 40, sender: 16, subject: 14, preheader: 14, lines: 1, bold: true },
  { id: "apple-mail", title: "Apple Mail, iPhone", font: LOOK_APPLE, width: 390, inset: [32, 16], sender: 17, subject: 15, preheader: 15, lines: 2 },
  { id: "apple-mail-mac", title: "Apple Mail, Mac", font: LOOK_APPLE, width: 320, inset: [24, 12], sender: 13, subject: 13, preheader: 13, lines: 2 },
  { id: "outlook", title: "Outlook, Windows and web", font: LOOK_WINDOWS, width: 340, inset: [28, 16], sender: 14, subject: 14, preheader: 12, lines: 1, bold: true },
  { id: "outlook-app", title: "Outlook, phone", font: LOOK_WINDOWS, width: 390, inset: [68, 16], face: 40, sender: 17, subject: 15, preheader: 14, lines: 2 },
];

export function lookOf(id) {
  return LOOKS.find(one => one.id === id) ?? LOOKS[0];
}

const lookCanvas = document.createElement("canvas").getContext("2d");

// A subject and a preheader cut as one line of some px cuts them: [subject, preheader], with "…" where it ends.
export function inOneLine(look, subject, preheader) {
  const bold = `bold ${look.subject}px ${look.font}`, plain = `${look.preheader}px ${look.font}`;
  const taken = lookWidth(subject, bold);
  if (taken > look.one) return [lookCut(subject, look.one, bold), ""];
  return [subject, lookCut(preheader, look.one - taken - lookWidth(" - ", plain), plain)];
}

function lookWidth(text, font) {
  lookCanvas.font = font;
  return lookCanvas.measureText(text).width;
}

function lookCut(text, width, font) {
  if (lookWidth(text, font) <= width) return text;
  const letters = [...text];
  let [fits, not] = [0, letters.length];
  while (not - fits > 1) {
    const middle = (fits + not) >> 1;
    if (lookWidth(`${letters.slice(0, middle).join("")}…`, font) <= width) fits = middle;
    else not = middle;
  }
  return fits ? `${letters.slice(0, fits).join("").trimEnd()}…` : "";
}
