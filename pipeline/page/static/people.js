// The chooser of the person who fills the fields of the letters.

import { command, offer } from "./commands.js";
import { fillWith, h } from "./dom.js";
import { onSeries, series } from "./series.js";
import { set, state, watch } from "./state.js";

const PEOPLE_KINDS = [["sample", "Samples"], ["recipient", "Recipients"], ["empty", "To try it"], ["long", "To try it"]];

export function startPeople() {
  const select = h("select", { "aria-label": "Filled for", onchange: event => set({ person: Number(event.target.value) }) });
  document.getElementById("top-choices").append(h("label", { class: "inline-field", id: "person-chooser" }, h("span", {}, "Filled for"), select));
  onSeries(what => what === "series" && peopleDraw(select));
  watch(["person"], () => peopleDraw(select));
  command({ id: "person.next", title: "Fill it for the next person", group: "See", keys: "p", when: () => series !== null, run: () => set({ person: (state.person + 1) % series.people.length }) });
  offer(() => (series?.people ?? []).slice(0, 200).map((one, index) => ({ id: `person.${index}`, title: `Fill it for: ${one.name}`, run: () => set({ person: index }) })));
}

function peopleDraw(select) {
  if (!series) return;
  const groups = new Map();
  series.people.forEach((one, index) => {
    const title = PEOPLE_KINDS.find(([kind]) => kind === one.kind)?.[1] ?? "People";
    groups.set(title, [...groups.get(title) ?? [], h("option", { value: index }, one.name)]);
  });
  const notes = (series.recipients ?? []).map(note => h("option", { disabled: true }, note));
  if (notes.length) groups.set("About the recipients file", notes);
  fillWith(select, [...groups].map(([label, options]) => h("optgroup", { label }, options)));
  select.value = String(state.person);
}
