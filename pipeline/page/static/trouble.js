// When a build failed: what, where, and what to do about it, over the last letter that was good.

import { command } from "./commands.js";
import { fillWith, h, say } from "./dom.js";
import { icon } from "./icons.js";
import { ask, failure, live, onSeries, series } from "./series.js";
import { state } from "./state.js";

const TROUBLE_AROUND = 60;   // characters of a long line that are shown on each side of the place

let troubleSeen = null;   // the failure that was put aside

export function startTrouble() {
  const panel = h("section", { id: "trouble", role: "alert", "aria-label": "The last build failed", hidden: true });
  document.getElementById("stage-room").before(panel);
  onSeries(() => troubleDraw(panel));
  command({ id: "trouble.open", title: "Open the error's line in your editor", when: () => live && Boolean(failure?.file), run: () => troubleEditor() });
  command({ id: "trouble.show", title: "Show the error again", when: () => failure !== null && troubleSeen === failure, run: () => { troubleSeen = null; troubleDraw(panel); } });
  document.addEventListener("keydown", event => {
    if (event.key === "Escape" && !panel.hidden && !document.querySelector("dialog[open]")) troubleAside(panel);
  });
}

function troubleDraw(panel) {
  const shown = failure !== null && troubleSeen !== failure;
  document.body.toggleAttribute("data-failed", failure !== null);
  if (panel.hidden && !shown) return;
  panel.hidden = !shown;
  fillWith(panel, shown ? troubleTold(panel) : []);
}

function troubleTold(panel) {
  const { message, hint, file, line, column, where, written: text } = failure;
  return [
    h("header", {}, h("h2", {}, "This cannot be built yet"),
      h("button", { type: "button", class: "icon-button", "aria-label": "Put the error aside", onclick: () => troubleAside(panel) }, icon("close"))),
    h("p", { class: "trouble-what" }, troubleSentence(message)),
    file ? h("p", { class: "small muted trouble-where" }, where) : null,
    text && line ? h("pre", { class: "trouble-line", tabindex: "0", role: "group", "aria-label": `Line ${line}` }, h("span", { class: "trouble-number", "aria-hidden": "true" }, `${line}`), h("code", {}, troubleMarked(text, column))) : null,
    hint ? h("p", {}, troubleSentence(hint)) : null,
    h("div", { class: "row" },
      live && file ? h("button", { type: "button", class: "button primary", onclick: troubleEditor }, "Open in editor") : null,
      h("p", { class: "small muted" }, series ? "Behind this stands the last letter that was good." : "As soon as it is mended, the letters appear here.")),
  ];
}

function troubleSentence(text) {
  return `${text[0]?.toUpperCase() ?? ""}${text.slice(1)}${/[.!?…]$/.test(text) ? "" : "."}`;
}

// The line, a long one around the place only, with the place marked.
function troubleMarked(text, column) {
  if (!column) return [text.slice(0, 4 * TROUBLE_AROUND)];
  const at = Math.min(column - 1, text.length), from = at > 2 * TROUBLE_AROUND ? at - TROUBLE_AROUND : 0, to = at + 2 * TROUBLE_AROUND;
  const word = /^(\w+|.|)/su.exec(text.slice(at))[0];
  return [from ? "… " : "", text.slice(from, at), h("mark", {}, word || " "), text.slice(at + word.length, to), to < text.length ? " …" : ""];
}

function troubleAside(panel) {
  const within = panel.contains(document.activeElement);
  troubleSeen = failure;
  troubleDraw(panel);
  if (within) document.getElementById("stage").focus();
}

async function troubleEditor() {
  try {
    await ask("api/open", { article: state.article, file: failure.file, line: failure.line });
  } catch (error) {
    say([error.message, error.hint].filter(Boolean).join(": "));
  }
}
