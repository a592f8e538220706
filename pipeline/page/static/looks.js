// The panel "looks": the theme, its colours by day and in the dark, its fonts and sizes.

import { coloursSection } from "./colours.js";
import { fillWith, h } from "./dom.js";
import { readSection } from "./edit_read.js";
import { editSection, tableField } from "./edit_series.js";
import { keepingField } from "./field.js";
import { live, series } from "./series.js";
import { onSettings, sendEdits, settings, settingsFile, writtenValue } from "./settings.js";
import { state } from "./state.js";
import { undoRow } from "./undo.js";

const LOOKS_FONTS = [["font", "Font of the text"], ["heading_font", "Font of the headings"], ["mono_font", "Font of code"], ["small_font", "Font of captions and the footer"]];
const LOOKS_SIZES = [
  ["text_size", "Text", 16, 24], ["title_size", "Title", 22, 48], ["heading_size", "Headings", 18, 36],
  ["small_size", "Small text", 14, 18], ["radius", "Round corners", 0, 48], ["width", "Width of the letter", 320, 800],
];

let looksOpen = null;

export const looksPanel = {
  id: "looks",
  title: "Looks",
  keys: "l",
  open(room) {
    looksOpen = { room, sections: [], end: onSettings(() => looksRefresh()) };
    looksBuild();
  },
  refresh(changed) {
    if (changed.some(one => ["series", "article"].includes(one))) looksRefresh();
  },
  close() {
    for (const section of looksOpen?.sections ?? []) section.flush();
    looksOpen?.end();
    looksOpen = null;
  },
};

function looksBuild() {
  const { room } = looksOpen;
  looksOpen.built = looksShape();
  looksOpen.sections = [];
  if (!series) return void fillWith(room);
  if (live && !settings) return void fillWith(room, h("p", { class: "muted", role: "status" }, "reading the settings…"));
  looksOpen.undo = live ? undoRow() : null;
  looksOpen.sections = live ? [themeSection(), ...["light", "dark"].map(coloursSection), fontsSection(), sizesSection(), logosSection()] : [];
  fillWith(room, live ? [looksOpen.undo.element, looksOpen.sections.map(one => one.element), looksReset()] : looksToRead());
}

function looksShape() {
  return JSON.stringify([state.article, Object.keys(series?.theme.light ?? {}), [...LOOKS_FONTS, ...LOOKS_SIZES].filter(([name]) => name in (series?.theme.tokens ?? {})).length, Boolean(settings), settings?.themes, settings?.logos]);
}

function looksRefresh() {
  if (!looksOpen) return;
  if (looksOpen.built !== looksShape()) {
    for (const section of looksOpen.sections) section.flush();
    return keepingField(looksOpen.room, looksBuild);
  }
  looksOpen.undo?.refresh();
  for (const section of looksOpen.sections) section.refresh();
}

function themeSection() {
  const themes = settings.themes ?? [];
  const told = h("p", { class: "field-hint", "aria-live": "polite" });
  const input = h("select", {}, themes.map(one => h("option", { value: one.name }, one.name)));
  const describe = () => fillWith(told, themes.find(one => one.name === input.value)?.description ?? "");
  const own = Boolean(writtenValue("article", "theme"));
  const field = tableField(own ? "article" : "project", own ? "theme" : "theme.name", own ? "This article's theme" : "Theme of all letters", { input, otherwise: () => series.theme.name });
  input.addEventListener("change", describe);
  describe();
  const section = editSection("theme", "The theme", own ? "article" : "project", [field]);
  field.element.append(told);
  return { ...section, refresh: () => section.refresh() ?? describe() };
}

function fontsSection() {
  const there = LOOKS_FONTS.filter(([name]) => name in series.theme.tokens);
  return editSection("fonts", "Fonts", "project", there.map(([name, label]) => tableField("project", `theme.${name}`, label, {
    long: true, otherwise: () => series.theme.tokens[name],
    hint: name === "font" ? "The first one first; the last is serif, sans-serif or monospace." : "",
  })));
}

function sizesSection() {
  const there = LOOKS_SIZES.filter(([name]) => name in series.theme.tokens);
  return editSection("sizes", "Sizes, in px", "project", there.map(([name, label, low, high]) => sizeField(name, label, low, high)));
}

function sizeField(name, label, low, high) {
  const input = h("input", { type: "number", min: low, max: high, step: 1 });
  return tableField("project", `theme.${name}`, label, {
    input, hint: `${low} to ${high}`, otherwise: () => series.theme.tokens[name],
    from: value => String(parseInt(value, 10)), to: text => Number(text),
  });
}

function logosSection() {
  const fields = [["theme.logo", "Logo"], ["theme.logo_dark", "Logo in the dark"]].map(([key, label]) => {
    const images = new Set([writtenValue("project", key)?.value, ...(settings.logos ?? [])].filter(Boolean));
    const input = h("select", {}, h("option", { value: "" }, "the theme's, if it has one"), [...images].map(one => h("option", { value: one }, one)));
    return tableField("project", key, label, { input });
  });
  const hint = (settings.logos ?? []).length ? [] : [h("p", { class: "field-hint" }, "Put a PNG, JPEG or GIF into the project's folder: it can be chosen here then.")];
  const section = editSection("logos", "Logo", "project", fields);
  section.element.append(...hint);
  return section;
}

// Every key of the theme's looks that the project sets goes, but its name and its logo.
function looksReset() {
  const said = h("span", { class: "small muted", role: "status" });
  const run = async () => {
    const keys = Object.entries(settings.project).filter(([key, one]) => one && key.startsWith("theme.") && !["theme.name", "theme.logo", "theme.logo_dark", "theme.logo_alt"].includes(key)).map(([key]) => key);
    if (!keys.length) return void fillWith(said, "These are the theme's own looks already.");
    try {
      fillWith(said, (await sendEdits(keys.map(key => ({ kind: "project", key, value: null })))).said);
    } catch (error) {
      fillWith(said, error.message);
    }
  };
  return h("div", { class: "row looks-reset" },
    h("button", { type: "button", class: "button", onclick: run }, "Back to the theme's own looks"), said,
    h("p", { class: "small muted" }, `Takes its colours, fonts and sizes out of ${settingsFile("project")}.`));
}

function looksToRead() {
  const { theme } = series;
  return [
    readSection("The theme", [["Name", theme.name]]),
    ...["light", "dark"].map(mode => coloursSection(mode).element),
    readSection("Fonts and sizes", [...LOOKS_FONTS, ...LOOKS_SIZES].filter(([name]) => name in theme.tokens).map(([name, label]) => [label, theme.tokens[name]])),
  ];
}
