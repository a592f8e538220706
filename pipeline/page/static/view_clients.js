// One letter in all mail programs beside each other: simulations, each with what it drops.

import { DRESS_KEYS, SIZE_KEYS, deviceBar } from "./devices.js";
import { fillWith, h } from "./dom.js";
import { dropFrames, settle, showIn } from "./frame.js";
import { emptyNote, mailOf, newFrame, nothingYet, openIndex, paneTitle, personTrouble } from "./letter.js";
import { originBar, unpoint } from "./origin.js";
import { fitPanes } from "./panes.js";
import { series } from "./series.js";
import { droppedList, programs, simulationNote, simulationOf } from "./simulations.js";
import { set, state } from "./state.js";

const CLIENT_SWAPS = new Set(["series", "part", "person", ...DRESS_KEYS]);
let allClients = null;

export const clientsView = {
  id: "clients",
  title: "Mail programs",
  keys: "g c",
  open(room) {
    const row = h("div", { class: "panes", tabindex: "0", role: "region", "aria-label": "The letter in mail programs" });
    allClients = { row, panes: [], near: new Set() };
    fillWith(room, h("div", { class: "letters" }, deviceBar(), row, originBar));
    allClients.observer = new ResizeObserver(() => clientsFit());
    allClients.observer.observe(row);
    allClients.sight = new IntersectionObserver(clientsSeen, { root: row, rootMargin: "0px 800px" });
    clientsRefresh(["series"]);
  },
  refresh: changed => clientsRefresh(changed),
  close() {
    allClients.observer.disconnect();
    allClients.sight.disconnect();
    clearTimeout(allClients.later);
    dropFrames(allClients.panes.map(one => one.frame));
    allClients = null;
  },
};

function clientsRefresh(changed) {
  if (!allClients) return;
  if (!series) return void fillWith(allClients.row, nothingYet());
  if (changed.includes("part")) unpoint();
  if (changed.includes("series")) clientsMake();
  if (changed.some(key => CLIENT_SWAPS.has(key))) for (const pane of allClients.panes) if (pane.near) clientsShow(pane);
  if (changed.some(key => SIZE_KEYS.includes(key))) clientsResized();
}

function clientsMake() {
  const names = programs().map(one => one.name);
  if (names.join() === allClients.panes.map(one => one.program.name).join() && names.length) return;
  dropFrames(allClients.panes.map(one => one.frame));
  allClients.panes = programs().map(program => {
    const frame = newFrame(openIndex(), program.title), head = h("div"), body = h("div", { class: "pane-body" });
    const element = h("section", { class: "pane", "aria-label": `${program.title}, simulation` }, head, body);
    return { program, frame, head, body, element, near: false, turn: 0 };
  });
  for (const pane of allClients.panes) clientsHead(pane, null);
  const none = emptyNote("No mail programs in this page", "It was written without simulations. The preview has them.");
  fillWith(allClients.row, allClients.panes.length ? allClients.panes.map(one => one.element) : none);
  for (const { element } of allClients.panes) allClients.sight.observe(element);
  clientsFit();
}

// What comes near is made: a simulation may have to be asked for.
function clientsSeen(entries) {
  for (const { target, isIntersecting } of entries) {
    const pane = allClients?.panes.find(one => one.element === target);
    if (!pane || pane.near || !isIntersecting) continue;
    pane.near = true;
    clientsShow(pane);
  }
}

function clientsHead({ program, head }, simulation) {
  const opened = () => set({ client: program.name, view: "mail" });
  const told = simulation ? [simulationNote(simulation), droppedList(simulation)] : h("p", { class: "row" }, h("span", { class: "badge note" }, "simulation"));
  fillWith(head, paneTitle(program.title, told, opened));
}

async function clientsShow(pane) {
  const turn = ++pane.turn, index = openIndex(), { program, frame, body } = pane;
  const trouble = personTrouble(index);
  if (trouble) return void fillWith(body, emptyNote("Cannot be shown", trouble));
  if (!frame.current) fillWith(body, h("p", { class: "small muted waiting" }, `Working out what ${program.title} makes of it …`));
  let simulation;
  try {
    simulation = await simulationOf(index, program.name);
  } catch (error) {
    if (turn === pane.turn) fillWith(body, emptyNote("The simulation failed", error.text ?? error.message));
    return;
  }
  if (turn !== pane.turn || !allClients) return;
  clientsHead(pane, simulation);
  if (!simulation) return void fillWith(body, emptyNote("Not in this page", "It was written without this simulation. The preview has it."));
  Object.assign(frame, { part: series.parts[index].number, client: program.name, title: `Letter ${index + 1} in ${program.title}, a simulation` });
  settle(frame, body);
  clientsFit();
  showIn(frame, mailOf(index, { simulation, own: simulation.inversion === "none" ? "" : simulation.inversion, program: program.name }));
}

function clientsFit() {
  if (allClients && series) fitPanes(allClients.row, allClients.panes.map(one => one.frame));
}

function clientsResized() {
  clientsFit();
  if (state.text === 100 && !allClients.panes.some(one => one.frame.mail && one.frame.mail.dressing.inversion !== "none")) return;
  clearTimeout(allClients.later);
  allClients.later = setTimeout(() => {
    for (const pane of allClients.panes) {
      pane.frame.stale = true;
      if (pane.near) clientsShow(pane);
    }
  }, 150);
}
