// A theme's colours of one mode: fields, what stands on what, and whether people can read it.

import { contrastOf, contrastText, ENOUGH_CONTRAST, isColour, readableShade, unreadablePairs } from "./contrast.js";
import { fillWith, h } from "./dom.js";
import { live, series } from "./series.js";
import { errorText, sendEdits, settingsFile, writtenValue } from "./settings.js";

const COLOURS_QUIET = 400;
const COLOUR_TITLES = {
  page: "Behind the letter", sheet: "The letter", text: "Words", secondary: "Quieter words", rule: "Lines", accent: "Links and small marks",
  button: "A button", button_text: "Words of a button", callout: "Behind a set-apart passage",
};
const COLOUR_GROUNDS = { page: "the ground behind the letter", sheet: "the letter", callout: "a set-apart passage", button: "a button" };

// Gives { element, refresh(), flush() }. What nobody could read is kept here and not sent.
export function coloursSection(mode) {
  const part = { mode, drafts: {}, rows: new Map(), timer: 0 };
  part.said = h("p", { class: "field-said colours-said", role: "status" });
  part.pairs = h("ul", { class: "pairs" });
  const rows = Object.keys(series.theme[mode]).map(name => colourRow(part, name));
  const title = mode === "dark" ? "Colours in the dark" : "Colours by day";
  const element = h("section", { class: "edit-section colours", "data-section": `colours-${mode}` }, h("h2", {}, title),
    h("div", { class: "colour-rows" }, rows), part.said,
    h("details", { class: "pairs-fold" }, h("summary", {}, h("h3", {}, "Contrast"), part.sum = h("span", { class: "badge" })), part.pairs),
    live ? h("p", { class: "small muted" }, `Written to ${settingsFile("project")}.`) : null);
  coloursShow(part);
  return { element, refresh: () => coloursRefresh(part), flush: () => coloursSend(part) };
}

function colourTitle(name) {
  return COLOUR_TITLES[name] ?? name.replace(/_/g, " ");
}

function pairTitle(ink, ground) {
  return `${colourTitle(ink)} on ${COLOUR_GROUNDS[ground] ?? colourTitle(ground).toLowerCase()}`;
}

function colourRow(part, name) {
  const key = `${part.mode}.${name}`;
  const label = `${colourTitle(name)}, ${part.mode === "dark" ? "in the dark" : "by day"}`;
  const shade = h("input", { type: "color", "aria-label": `${label}: choose`, "data-shade": key, disabled: !live });
  const text = h("input", { type: "text", "aria-label": label, "data-colour": key, maxlength: 7, spellcheck: "false", readonly: !live });
  const back = live ? h("button", { type: "button", class: "button quiet", "data-back": key, "aria-label": `${label}: the theme's own`, onclick: () => colourBack(part, name) }, "Theme's own") : null;
  const said = h("div", { class: "colour-said", role: "status" });
  shade.addEventListener("input", () => colourTyped(part, name, shade.value.toUpperCase(), text));
  text.addEventListener("input", () => colourTyped(part, name, colourWritten(text.value), null));
  for (const input of [shade, text]) input.addEventListener("change", () => coloursSend(part));
  part.rows.set(name, { shade, text, back, said });
  return h("div", { class: "colour-row" }, h("span", { class: "colour-name" }, colourTitle(name)), shade, text, back, said);
}

// As it was typed, or with what is missing: "2f6f6a" and "#abc" are understood.
function colourWritten(text) {
  const bare = text.trim().replace(/^#/, "");
  if (/^[0-9a-f]{3}$/i.test(bare)) return "#" + [...bare].map(one => one + one).join("");
  return `#${bare}`;
}

function colourTyped(part, name, value, text) {
  clearTimeout(part.timer);
  part.drafts[name] = value;
  if (text) text.value = value;
  else if (isColour(value)) part.rows.get(name).shade.value = value.toLowerCase();
  coloursShow(part);
  part.timer = setTimeout(() => coloursSend(part), COLOURS_QUIET);
}

function coloursNow(part) {
  return { ...series.theme[part.mode], ...part.drafts };
}

// What stands in the fields and beside them, without touching what somebody types.
function coloursShow(part) {
  const now = coloursNow(part);
  const bad = unreadablePairs(now, series.theme.pairs);
  for (const [name, row] of part.rows) {
    if (document.activeElement !== row.text && row.text.value !== now[name]) row.text.value = now[name];
    if (isColour(now[name]) && document.activeElement !== row.shade) row.shade.value = now[name].toLowerCase();
    if (row.back) row.back.hidden = !(name in part.drafts) && !writtenValue("project", `theme.${part.mode}.${name}`);
    fillWith(row.said, colourTrouble(part, name, now, bad));
  }
  fillWith(part.pairs, series.theme.pairs.map(pair => pairItem(now, pair)));
  part.sum.textContent = bad.length ? `${bad.length} unreadable` : "all can be read";
  part.sum.className = bad.length ? "badge bad" : "badge good";
}

function pairItem(now, [ink, ground]) {
  if (!isColour(now[ink] ?? "") || !isColour(now[ground] ?? "")) return null;
  const ratio = contrastOf(now[ink], now[ground]);
  const passes = ratio >= ENOUGH_CONTRAST;
  return h("li", { class: passes ? "pass" : "fail", "data-pair": `${ink} on ${ground}` },
    h("span", { class: "pair-sample", "aria-hidden": "true", style: { color: now[ink], background: now[ground] } }, "Aa"),
    h("span", {}, pairTitle(ink, ground)),
    h("span", { class: "pair-ratio" }, `${contrastText(ratio)} ${passes ? "passes" : `needs ${ENOUGH_CONTRAST}:1`}`));
}

// What is wrong with a colour that was changed, and the nearest that people can read.
function colourTrouble(part, name, now, bad) {
  if (!(name in part.drafts)) return [];
  if (!isColour(now[name])) return [h("p", { class: "field-trouble" }, "A colour has six digits, such as #2F6F6A.")];
  const mine = bad.filter(pair => pair.ink === name || pair.ground === name);
  if (!mine.length) return [];
  const told = mine.map(pair => `${pairTitle(pair.ink, pair.ground)} has ${contrastText(pair.ratio)}`);
  const shade = readableShade(now, series.theme.pairs, name);
  return [
    h("p", { class: "field-trouble" }, `Not saved: ${told.join("; ")}; people need ${ENOUGH_CONTRAST}:1 to read it.`),
    shade ? h("button", { type: "button", class: "button", "data-propose": name, onclick: () => colourProposed(part, name, shade) },
      h("span", { class: "swatch", style: { background: shade }, "aria-hidden": "true" }), `Use ${shade}, the nearest that can be read`) : null,
  ];
}

function colourProposed(part, name, shade) {
  part.rows.get(name).text.value = shade;
  colourTyped(part, name, shade, null);
  coloursSend(part);
  part.rows.get(name).text.focus();
}

function coloursRefresh(part) {
  for (const [name, value] of Object.entries(part.drafts))
    if (series.theme[part.mode][name]?.toUpperCase() === value.toUpperCase()) delete part.drafts[name];
  coloursShow(part);
}

// Sent together, once all pairs of the mode can be read: two colours may have to change at once.
async function coloursSend(part) {
  clearTimeout(part.timer);
  const changed = Object.entries(part.drafts).filter(([name, value]) => value !== part.sent?.[name]);
  const now = coloursNow(part);
  if (!changed.length || !Object.values(now).every(isColour) || unreadablePairs(now, series.theme.pairs).length) return;
  part.sent = { ...part.drafts };
  await coloursTold(part, changed.map(([name, value]) => ({ kind: "project", key: `theme.${part.mode}.${name}`, value: value.toUpperCase() })));
}

async function coloursTold(part, edits) {
  fillWith(part.said, "saving…");
  try {
    const { said } = await sendEdits(edits);
    part.said.title = said;
    fillWith(part.said, "saved");
  } catch (error) {
    fillWith(part.said, `not saved: ${errorText(error)}`);
  }
}

// Back to the theme's own; what was only typed goes at once.
async function colourBack(part, name) {
  delete part.drafts[name];
  part.rows.get(name).text.value = series.theme[part.mode][name];
  coloursShow(part);
  const key = `theme.${part.mode}.${name}`;
  if (writtenValue("project", key)) await coloursTold(part, [{ kind: "project", key, value: null }]);
}
