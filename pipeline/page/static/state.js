// What is looked at, and how. It is kept in the address, so that every state can be linked to.

const FIRST = {
  article: "",      // which article, where the preview serves several
  part: 1,          // the letter that is open
  view: "mail",     // mail, parts, clients, source, html, mjml, text, headers, eml, web
  panel: "checks",  // what stands at the right: checks, edit, looks, facts
  device: "desktop",
  width: 0,         // px, where a width was dragged; 0 for the device's own
  zoom: 100,
  text: 100,
  mode: "light",    // light, dark, or the name of an inversion: gmail-ios, outlook-com, …
  client: "",       // a simulated mail program by name; "" for the mail as it is
  images: "on",
  person: 0,
  inbox: "gmail",   // whose inbox the letters at the left are cut for
  room: "letter",   // on a narrow screen, the room that is shown: inbox, letter, known
  hidden: "",       // rooms that are folded away: inbox, known, both
  scope: "series",  // whose findings: series, or letter for those of the open one
  filter: "",       // only findings with these words
};

const LIMITS = { width: [0, 1600], zoom: [25, 400], text: [50, 400] };   // whatever an address says
const PATIENCE = 350;   // ms between two writings of the address: browsers refuse many at once

const listeners = new Set();
let wrote = 0, writes = 0;
let within = () => ({});
export const state = { ...FIRST, ...readHash() };

// Change some of it, and tell whoever asked to be told of one of these.
export function set(changes, { silent = false } = {}) {
  const before = { ...state };
  Object.assign(state, changes);
  Object.assign(state, within());
  const changed = Object.keys(FIRST).filter(key => state[key] !== before[key]);
  if (!changed.length) return;
  if (!silent) write();
  tell(changed);
}

// What must hold whatever is asked for: `give` gives keys with the values that they must have.
export function bound(give) {
  within = give;
}

// Be called with the names of what changed, when one of the keys did; all keys if none is named.
export function watch(keys, listener) {
  listeners.add({ keys: keys.length ? new Set(keys) : null, listener });
}

// The address of what is looked at, or of that with some of it changed.
export function written(changes = {}) {
  const told = Object.entries({ ...state, ...changes }).filter(([key, value]) => value !== FIRST[key]);
  return told.length ? `#${new URLSearchParams(told)}` : location.pathname + location.search;
}

function write() {
  clearTimeout(writes);
  const due = wrote + PATIENCE - performance.now();
  if (due > 0 && wrote) return void (writes = setTimeout(write, due));
  wrote = performance.now();
  history.replaceState(null, "", written());
}

function tell(changed) {
  for (const { keys, listener } of listeners)
    if (!keys || changed.some(key => keys.has(key))) listener(changed);
}

function readHash() {
  const found = {};
  for (const [key, value] of new URLSearchParams(location.hash.slice(1)))
    if (Object.hasOwn(FIRST, key)) found[key] = typeof FIRST[key] === "number" ? readNumber(key, Number(value)) : value;
  return found;
}

function readNumber(key, value) {
  const [least, most] = LIMITS[key] ?? [-Infinity, Infinity];
  return Math.min(most, Math.max(least, value || FIRST[key]));
}

addEventListener("pagehide", () => writes && history.replaceState(null, "", written()));

addEventListener("hashchange", () => {
  clearTimeout(writes);
  const before = { ...state };
  Object.assign(state, FIRST, readHash());
  Object.assign(state, within());
  tell(Object.keys(FIRST).filter(key => before[key] !== state[key]));
});
