// One letter, as large as it is: on the screen that is chosen, as it is or as a mail program shows it.

import { command } from "./commands.js";
import { DRESS_KEYS, SIZE_KEYS, deviceBar, screenSize } from "./devices.js";
import { fillWith, h } from "./dom.js";
import { dropFrames, shape, showIn } from "./frame.js";
import { shownSize, widthHandle } from "./handle.js";
import { emptyNote, mailOf, newFrame, nothingYet, openIndex, personTrouble } from "./letter.js";
import { originBar, unpoint } from "./origin.js";
import { series } from "./series.js";
import { droppedCount, droppedList, program, programs, simulationNote, simulationOf } from "./simulations.js";
import { set, state } from "./state.js";

const MAIL_SWAPS = new Set(["series", "part", "person", "client", ...DRESS_KEYS]);
const MAIL_SPACE = 64;   // px beside a letter: the handle and some air
let oneMail = null;

export const mailView = {
  id: "mail",
  title: "Letter",
  keys: "g l",
  open(room) {
    const chooser = h("select", { onchange: event => set({ client: event.target.value }) });
    const fold = h("div", { class: "fold", "aria-hidden": "true" }, h("span", {}, "end of the first screen"));
    const handle = widthHandle(() => oneMail?.frame?.scale ?? 1);
    const stand = h("div", { class: "stand" }), about = h("div", { class: "about" }), after = h("div", { class: "about after" });
    const desk = h("div", { class: "desk", tabindex: "0", role: "region", "aria-label": "The open letter" }, about, stand, after);
    const size = h("span", { class: "shown-size push" });
    oneMail = { size, chooser, fold, handle, stand, about, after, desk, frame: null, turn: 0 };
    const label = h("label", { class: "inline-field programs" }, "In", chooser);
    fillWith(room, h("div", { class: "letters one-letter" }, deviceBar({ extra: label, note: size }), desk, originBar));
    oneMail.observer = new ResizeObserver(() => mailFit());
    oneMail.observer.observe(desk);
    oneMail.label = label;
    mailRefresh(["series"]);
  },
  refresh: changed => mailRefresh(changed),
  close() {
    oneMail.observer.disconnect();
    clearTimeout(oneMail.later);
    if (oneMail.frame) dropFrames([oneMail.frame]);
    oneMail = null;
  },
};

export function startMailView() {
  command({ id: "client.none", group: "See", title: "Show the letter as it is, not as a mail program does", when: () => state.client !== "", run: () => set({ client: "", view: "mail" }) });
}

function mailRefresh(changed) {
  if (!oneMail) return;
  if (!series) return void fillWith(oneMail.stand, nothingYet());
  if (changed.includes("part")) unpoint();
  if (changed.includes("series")) mailPrograms();
  if (changed.some(key => MAIL_SWAPS.has(key))) mailShow(changed.includes("part"));
  else if (changed.some(key => SIZE_KEYS.includes(key))) mailResized();
}

function mailPrograms() {
  oneMail.label.hidden = !programs().length;
  fillWith(oneMail.chooser, h("option", { value: "" }, "A browser, as it is"), programs().map(one => h("option", { value: one.name }, `${one.title} (simulation)`)));
}

async function mailShow(anew) {
  const mine = oneMail, turn = ++mine.turn, index = openIndex(), chosen = program(state.client);
  mine.chooser.value = chosen ? chosen.name : "";
  const trouble = personTrouble(index);
  if (trouble) return mailNothing(emptyNote("This letter cannot be shown", trouble));
  let simulation = null;
  if (chosen) {
    if (!mine.about.childElementCount) fillWith(mine.about, h("p", { class: "small muted" }, `Working out what ${chosen.title} makes of it …`));
    try {
      simulation = await simulationOf(index, chosen.name);
    } catch (error) {
      return turn === mine.turn && mailNothing(emptyNote("The simulation failed", error.text ?? error.message));
    }
    if (turn !== mine.turn || mine !== oneMail) return;
    if (!simulation) return mailNothing(emptyNote(`${chosen.title}: not in this page`, "This page was written without simulations of this program. The preview has them all."));
  }
  mailSimulated(chosen, simulation);
  mailFrame(index, chosen, simulation, anew);
}

// Over a simulated letter what the simulation is worth, under it all that the program drops.
function mailSimulated(chosen, simulation) {
  const { about, after } = oneMail;
  if (!simulation) return void [about, after].forEach(one => fillWith(one));
  const jump = h("button", { type: "button", class: "button quiet", onclick: () => after.scrollIntoView() }, droppedCount(simulation));
  fillWith(about, h("section", { class: "card", "aria-label": `What ${chosen.title} makes of it` }, h("h3", {}, chosen.title), simulationNote(simulation), simulation.dropped?.length ? jump : droppedList(simulation)));
  fillWith(after, simulation.dropped?.length ? h("section", { class: "card", "aria-label": `What ${chosen.title} drops` }, droppedList(simulation, { open: true })) : null);
}

function mailFrame(index, chosen, simulation, anew) {
  const mine = oneMail;
  const part = series.parts[index].number;
  if (!mine.frame || mine.frame.gone) mine.frame = newFrame(index);
  const { frame } = mine;
  Object.assign(frame, { part, client: chosen?.name ?? "", title: chosen ? `Letter ${part} in ${chosen.title}, a simulation` : `Letter ${part} of ${series.parts.length}` });
  if (!frame.element.isConnected) fillWith(mine.stand, frame.element, mine.handle.element);
  frame.element.append(mine.fold);
  frame.element.dir = "ltr";
  mailFit();
  showIn(frame, mailOf(index, { simulation, own: simulation?.inversion === "none" ? "" : simulation?.inversion ?? "", program: chosen?.name ?? "" })).then(() => mine === oneMail && mailSeen(anew));
}

function mailSeen(anew) {
  mailFold();
  if (anew) oneMail.desk.scrollTo({ top: 0 });
}

// Where the first screen of a telephone ends.
function mailFold() {
  const { frame, fold } = oneMail, { height } = screenSize();
  fold.hidden = !height || !frame || frame.height <= height;
  if (frame) fold.style.top = `${Math.round(height * frame.scale)}px`;
}

function mailNothing(note) {
  const { frame, about, after, stand } = oneMail;
  if (frame) dropFrames([frame]);
  oneMail.frame = null;
  fillWith(about);
  fillWith(after);
  fillWith(stand, note);
}

// Fit the letter into the room that there is.
function mailFit() {
  const { frame, desk, handle } = oneMail ?? {};
  if (!frame || !desk.clientWidth) return;
  const room = desk.clientWidth - (desk.clientWidth < 600 ? 0 : MAIL_SPACE);
  const { width, height } = screenSize(room);
  const scale = Math.min(1, room / width) * state.zoom / 100;
  shape(frame, { width, least: height, scale });
  handle.update(width, scale);
  oneMail.size.textContent = shownSize(width, scale);
  mailFold();
}

// What depends on the width beyond the style sheets (enlarged text, turned colours) is done again once it rests.
function mailResized() {
  mailFit();
  const { frame } = oneMail;
  if (!frame?.mail || (state.text === 100 && frame.mail.dressing.inversion === "none")) return;
  clearTimeout(oneMail.later);
  oneMail.later = setTimeout(() => {
    frame.stale = true;
    mailShow(false);
  }, 150);
}
