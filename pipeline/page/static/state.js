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
};

const listeners = new Set();
export const state = { ...FIRST, ...readHash() };

// Change some of it, and tell whoever asked to be told of one of these.
export function set(changes, { silent = false } = {}) {
  const changed = Object.keys(changes).filter(key => state[key] !== changes[key]);
  if (!changed.length) return;
  Object.assign(state, changes);
  if (!silent) history.replaceState(null, "", written());
  tell(changed);
}

// Be called with the names of what changed, when one of the keys did; all keys if none is named.
export function watch(keys, listener) {
  listeners.add({ keys: keys.length ? new Set(keys) : null, listener });
}

export function written() {
  const told = Object.entries(state).filter(([key, value]) => value !== FIRST[key]);
  return told.length ? `#${new URLSearchParams(told)}` : location.pathname + location.search;
}

function tell(changed) {
  for (const { keys, listener } of listeners)
    if (!keys || changed.some(key => keys.has(key))) listener(changed);
}

function readHash() {
  const found = {};
  for (const [key, value] of new URLSearchParams(location.hash.slice(1)))
    if (key in FIRST) found[key] = typeof FIRST[key] === "number" ? Number(value) || FIRST[key] : value;
  return found;
}

addEventListener("hashchange", () => {
  const before = { ...state };
  Object.assign(state, FIRST, readHash());
  tell(Object.keys(FIRST).filter(key => before[key] !== state[key]));
});
