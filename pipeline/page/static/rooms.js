// The three rooms: which are folded away, and, on a narrow screen, which one is shown.

import { command } from "./commands.js";
import { fillWith, h } from "./dom.js";
import { icon } from "./icons.js";
import { set, state, watch } from "./state.js";

const ROOMS = [
  { id: "inbox", place: "inbox", role: "navigation", title: "Letters", keys: "1" },
  { id: "letter", place: "stage", role: "main", title: "Letter", keys: "2" },
  { id: "known", place: "known", role: "complementary", title: "Known", keys: "3" },
];
const ROOM_FOLDS = [
  { id: "inbox", icon: "letters", title: "the list of letters", keys: "b" },
  { id: "known", icon: "known", title: "what is known of the letter", keys: "Shift+B" },
];
const ROOMS_NARROW = matchMedia("(max-width: 760px)");   // as layout.css has it

export function startRooms() {
  const bar = h("nav", { id: "room-bar", "aria-label": "Rooms" }), folds = h("div", { id: "folds" });
  document.getElementById("rooms").after(bar);
  document.getElementById("top-tools").prepend(folds);
  for (const one of ROOMS) command({ id: `room.${one.id}`, title: `Go to: ${one.title}`, group: "Move", keys: one.keys, run: () => goTo(one.id) });
  for (const one of ROOM_FOLDS) command({ id: `fold.${one.id}`, title: `Hide or show ${one.title}`, group: "Move", keys: one.keys, run: () => roomFold(one.id) });
  const draw = () => roomsDraw(bar, folds);
  watch(["room", "hidden"], draw);
  ROOMS_NARROW.addEventListener("change", draw);
  draw();
}

// Show a room and put the focus into it.
export function goTo(id) {
  set({ room: id, hidden: roomFolded(id) ? roomsHidden(id, false) : state.hidden });
  roomFirst(ROOMS.find(one => one.id === id).place)?.focus();
}

function roomFirst(place) {
  const room = document.getElementById(place);
  return room.querySelector('[aria-current="true"], [role="tab"][aria-selected="true"]') ?? room;
}

function roomFolded(id) {
  return state.hidden === id || state.hidden === "both";
}

function roomsHidden(id, hide) {
  const now = new Set(ROOM_FOLDS.map(one => one.id).filter(one => one === id ? hide : roomFolded(one)));
  return now.size === 2 ? "both" : [...now].join("");
}

function roomFold(id) {
  const within = document.getElementById(id).contains(document.activeElement);
  set({ hidden: roomsHidden(id, !roomFolded(id)) });
  if (within && roomFolded(id)) document.getElementById("stage").focus();
}

function roomsDraw(bar, folds) {
  const focused = document.activeElement?.dataset.goes;
  document.body.dataset.room = ROOMS.some(one => one.id === state.room) ? state.room : "letter";
  for (const { id } of ROOM_FOLDS) document.body.toggleAttribute(`data-no-${id}`, roomFolded(id));
  roomsMain();
  fillWith(bar, ROOMS.map(one => h("button", {
    type: "button", "data-goes": one.id, "aria-current": document.body.dataset.room === one.id ? "true" : null, onclick: () => set({ room: one.id }),
  }, one.title)));
  fillWith(folds, ROOM_FOLDS.map(one => h("button", {
    type: "button", class: "icon-button", "data-goes": `fold-${one.id}`, "aria-pressed": String(!roomFolded(one.id)), "aria-label": `Show ${one.title}`, title: `${roomFolded(one.id) ? "Show" : "Hide"} ${one.title}`, onclick: () => roomFold(one.id),
  }, icon(one.icon))));
  if (focused) document.querySelector(`[data-goes="${focused}"]`)?.focus();
}

// A page has one main room: where one is shown at a time, it is that one.
function roomsMain() {
  for (const { id, place, role } of ROOMS)
    document.getElementById(place).setAttribute("role", ROOMS_NARROW.matches && id === document.body.dataset.room ? "main" : role);
}
