// What mail programs make of a letter: simulations, from the page's data or from the preview.

import { h } from "./dom.js";
import { whereText } from "./origin.js";
import { about, ask, live, series } from "./series.js";

const simulationCache = new Map();
const SIMULATION_KEPT = 120;

export function programs() {
  return series?.programs ?? [];
}

export function program(name) {
  return programs().find(one => one.name === name) ?? null;
}

// A promise of the simulation of a part in a program; null where this page has none.
export function simulationOf(index, name) {
  const within = series.parts[index].simulations?.[name];
  if (within) return Promise.resolve(within);
  if (!live) return Promise.resolve(null);
  const key = `${series.version} ${series.article.slug} ${index} ${name}`;
  if (!simulationCache.has(key)) {
    const asked = ask(about(`simulation?part=${index + 1}&client=${encodeURIComponent(name)}`));
    asked.catch(() => simulationCache.delete(key));
    simulationCache.set(key, asked);
    if (simulationCache.size > SIMULATION_KEPT) simulationCache.delete(simulationCache.keys().next().value);
  }
  return simulationCache.get(key);
}

// What a simulation is worth: a label, the age of its facts, the measured agreement.
export function simulationNote(one) {
  return h("div", { class: "simulation-note" },
    h("p", { class: "row" }, h("span", { class: "badge note" }, "simulation"), h("span", { class: "small muted" }, simulationAge(one.facts))),
    one.note ? h("p", { class: "small" }, one.note) : null,
    h("p", { class: "small muted" }, simulationAgreement(one.agreement)));
}

function simulationAge(facts) {
  if (!facts?.newest) return "";
  const months = facts.oldest && facts.oldest !== facts.newest ? `${facts.oldest} to ${facts.newest}` : facts.newest;
  return `made from client facts of ${months}`;
}

function simulationAgreement(told) {
  if (!told) return "Not measured against the program itself.";
  const shares = ["text", "links", "styles"].filter(key => typeof told[key] === "number").map(key => `${key} ${(Math.floor(told[key] * 1000) / 10).toLocaleString("en")} %`);
  return `Agrees with ${told.with ?? "the program itself"}: ${shares.join(", ")}${told.measured ? ` (measured ${told.measured})` : ""}.`;
}

// What a program drops, each with the line that it comes from.
export function droppedList(one, { open = false } = {}) {
  if (!one.dropped?.length) return h("p", { class: "small muted" }, droppedCount(one));
  const list = h("ul", {}, one.dropped.map(simulationDropped));
  return open ? h("div", { class: "dropped" }, h("h3", {}, droppedCount(one)), list) : h("details", { class: "dropped" }, h("summary", {}, droppedCount(one)), list);
}

export function droppedCount({ dropped }) {
  if (!dropped?.length) return "Nothing of this letter is dropped.";
  return dropped.length === 1 ? "1 thing is dropped or changed" : `${dropped.length} things are dropped or changed`;
}

function simulationDropped({ what, why, count, file, line }) {
  const times = count > 1 ? h("span", { class: "muted" }, ` × ${count}`) : null;
  const place = file ? h("span", { class: "muted where" }, whereText(file, line)) : null;
  return h("li", {}, h("code", {}, what), times, why ? h("span", { class: "why" }, why) : null, place);
}
