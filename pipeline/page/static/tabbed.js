// Tabs over a room: one of a registry's views or panels is open in it.

import { fillWith, h } from "./dom.js";
import { icon } from "./icons.js";
import { live } from "./series.js";
import { set, state } from "./state.js";

// `key` is the state's key that says which is open, `room` the element that it fills.
export function tabbed({ registry, key, label, room }) {
  const list = h("div", { class: "tabs", role: "tablist", "aria-label": label });
  const [before, behind] = [tabsEdge("left", list, -1), tabsEdge("right", list, 1)];
  const element = h("div", { class: "tabs-bar" }, before, list, behind);
  let open = null;

  const offered = one => registry.has(one.id) && (live || !one.live);
  const choose = id => set(key === "view" ? { view: id, room: "letter" } : { panel: id, room: "known", hidden: state.hidden.replace("both", "inbox").replace("known", "") });

  function swap() {
    const every = [...registry.values()].filter(offered);
    const wanted = every.find(one => one.id === state[key]) ?? every[0];
    if (!wanted || wanted === open) return false;
    open?.close?.();
    open = wanted;
    const inner = h("div", { class: "view", id: `${key}-open`, role: "tabpanel", tabindex: "0", "aria-labelledby": `${key}-tab-${wanted.id}`, "data-view": wanted.id });
    fillWith(room, inner);
    room.scrollTop = 0;
    wanted.open(inner);
    return true;
  }

  function draw() {
    const focused = list.contains(document.activeElement);
    fillWith(list, [...registry.values()].filter(offered).map(one => tabsOne(one, key, one === open, choose)));
    const chosen = list.querySelector("[aria-selected=true]");
    if (focused) chosen?.focus();
    if (chosen) tabsReveal(list, chosen);
    tabsEdges(list, before, behind);
  }

  function refresh(changed) {
    const swapped = swap();
    if (swapped || changed.some(one => ["series", "findings"].includes(one))) draw();
    if (!swapped) open?.refresh(changed);
  }

  list.addEventListener("keydown", event => tabsKey(event, list));
  list.addEventListener("scroll", () => tabsEdges(list, before, behind), { passive: true });
  new ResizeObserver(() => tabsEdges(list, before, behind)).observe(list);
  return { element, refresh, choose, offered };
}

function tabsOne(one, key, chosen, choose) {
  const told = one.badge?.();
  return h("button", {
    type: "button", role: "tab", id: `${key}-tab-${one.id}`, "aria-selected": String(chosen),
    "aria-controls": chosen ? `${key}-open` : null, tabindex: chosen ? "0" : "-1", onclick: () => choose(one.id),
  }, one.title, told ? [" ", h("span", { class: `badge ${told.kind}`, title: told.label }, told.text)] : null);
}

// Arrows choose at once, as Home and End do.
function tabsKey(event, list) {
  const tabs = [...list.children], at = tabs.indexOf(document.activeElement);
  const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
  if (to === undefined || at < 0 || event.shiftKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  event.stopPropagation();
  const next = tabs[(to + tabs.length) % tabs.length];
  next.focus();
  next.click();
}

function tabsReveal(list, tab) {
  const [left, right] = [tab.offsetLeft - list.offsetLeft, tab.offsetLeft - list.offsetLeft + tab.offsetWidth];
  if (left < list.scrollLeft + 24) list.scrollLeft = left - 40;
  else if (right > list.scrollLeft + list.clientWidth - 24) list.scrollLeft = right - list.clientWidth + 40;
}

// Beside tabs that do not all fit stands a button that shows more; the keyboard needs none.
function tabsEdge(side, list, sign) {
  return h("button", {
    type: "button", class: `tabs-edge ${side}`, tabindex: "-1", "aria-hidden": "true", hidden: true,
    onclick: () => list.scrollBy({ left: sign * list.clientWidth * 0.7, behavior: "smooth" }),
  }, icon(side));
}

function tabsEdges(list, before, behind) {
  before.hidden = list.scrollLeft < 4;
  behind.hidden = list.scrollLeft + list.clientWidth > list.scrollWidth - 4;
}
