// The shell: the bar at the top, the three rooms, the tabs of the middle and of the right.

import { startArticles } from "./articles.js";
import { command, run } from "./commands.js";
import { h } from "./dom.js";
import { startHelp } from "./help.js";
import { icon } from "./icons.js";
import { startKeys } from "./keys.js";
import { startRooms } from "./rooms.js";
import { onSeries, series } from "./series.js";
import { state, watch } from "./state.js";
import { tabbed } from "./tabbed.js";
import { panels, views } from "./views.js";

export function startShell() {
  shellTop();
  shellRoom("stage", views, "view", "Ways to see it");
  shellRoom("known", panels, "panel", "What is known of it");
  startRooms();
  startArticles();
  startHelp();
  startKeys();
  onSeries(shellTitle);
  watch(["part"], shellTitle);
}

function shellTop() {
  const name = h("h1", { id: "series-name" }, document.title);
  document.getElementById("top").append(
    name,
    h("div", { id: "top-choices" }),
    h("div", { id: "live-state", role: "status" }),
    h("div", { id: "top-tools" },
      h("button", { type: "button", class: "button palette-button", "aria-label": "Find", "aria-keyshortcuts": "Control+K", onclick: () => run("palette") }, icon("search"), h("span", {}, "Find")),
      h("button", { type: "button", class: "icon-button", "aria-label": "Help", title: "Help", onclick: () => run("help") }, icon("help"))));
}

function shellRoom(id, registry, key, label) {
  const place = document.getElementById(id);
  const room = h("div", { class: "view-room", id: `${id}-room` });
  const tabs = tabbed({ registry, key, label, room });
  place.append(tabs.element, room);
  for (const one of registry.values())
    command({ id: `${key}.${one.id}`, title: `Show: ${one.title}`, group: key === "view" ? "See" : "Know", keys: one.keys, when: () => tabs.offered(one), run: () => tabs.choose(one.id) });
  watch([], changed => tabs.refresh(changed));
  onSeries(what => tabs.refresh([what]));
  queueMicrotask(() => tabs.refresh([key]));
}

function shellTitle() {
  if (!series) return;
  const name = series.article.name;
  document.getElementById("series-name").textContent = name;
  document.title = `Letter ${state.part} of ${series.parts.length} · ${name}`;
}
