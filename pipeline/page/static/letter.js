// A letter made ready for a frame: what every view that shows letters shares.

import { h } from "./dom.js";
import { letterFrame } from "./frame.js";
import { frameText } from "./mail.js";
import { dressing } from "./scheme.js";
import { failure, live, series } from "./series.js";
import { state } from "./state.js";

// The index of the part that is open, whatever number an address holds.
export function openIndex() {
  return Math.min(series.parts.length, Math.max(1, Math.round(state.part) || 1)) - 1;
}

// What `showIn` is given of a part, as it is or as a simulation has it. `own` is the program's own way in the dark.
export function mailOf(index, { simulation = null, own = "", program = "" } = {}) {
  const dressed = dressing({ ...state, own, program });
  const html = frameText(series, index, { person: letterPerson(), simulation, images: dressed.images });
  return { html, dressing: dressed, places: series.parts[index].places ?? [], prefix: series.prefix };
}

export function letterPerson() {
  return series.people[state.person] ? state.person : 0;
}

// Why a part cannot be shown to the person chosen, or "".
export function personTrouble(index) {
  const person = series.people[letterPerson()];
  if (!person) return "";
  const said = person.problems?.[index] ?? person.problem ?? "";
  if (said) return said;
  return person.values?.[index] ? "" : `A value of ${person.name} can stand in no mail, so this letter cannot be shown to them. Choose somebody else.`;
}

// Where a frame would be: why there is none.
export function emptyNote(title, text, ...more) {
  return h("div", { class: "nothing" }, h("h2", {}, title), text ? h("p", {}, text) : null, more);
}

export function nothingYet() {
  if (failure) return emptyNote("No letter yet", "The article has a mistake, and there was no good version of it so far.");
  return emptyNote(live ? "Reading the article …" : "No letter", live ? "" : "This page holds no series.");
}

// A title over a frame that opens what it shows.
export function paneTitle(title, under, open) {
  return h("header", { class: "pane-head" }, h("h3", {}, h("button", { type: "button", class: "pane-open", onclick: open }, title)), under);
}

export function newFrame(index, name = "") {
  const part = series.parts[index];
  return letterFrame(name ? `Letter ${part.number} in ${name}, a simulation` : `Letter ${part.number} of ${part.of}`, part.number, name);
}
