// The help: every command with its keys, and what the page is.

import { command, commands, possible } from "./commands.js";
import { dialogOf } from "./dialog.js";
import { h } from "./dom.js";
import { setSingleKeys, singleKeys, strokes } from "./keys.js";
import { live } from "./series.js";

const HELP_GROUPS = ["Move", "See", "Know"];
const HELP_REST = "More";

export function startHelp() {
  command({ id: "help", title: "Help: all commands and keys", group: "Move", keys: "?", run: helpShow });
}

function helpShow() {
  const toggle = h("input", { type: "checkbox", checked: singleKeys(), onchange: event => setSingleKeys(event.target.checked) });
  dialogOf("help", "Help",
    h("div", { class: "inside stack", tabindex: "0", role: "region", "aria-label": "Help" },
      h("p", { class: "muted" }, live
        ? "The letters at the left, the open one in the middle, what is known of it at the right. What you change is written to the settings beside the article, never to the article."
        : "The letters at the left, the open one in the middle, what is known of it at the right. This is a copy to read: it needs no network and changes nothing."),
      h("label", { class: "check" }, toggle, "Single keys are shortcuts"),
      helpGroups().map(([title, list]) => h("section", { class: "help-group" },
        h("h3", {}, title),
        h("dl", {}, list.map(one => h("div", {}, h("dt", {}, one.title), h("dd", {}, one.keys ? keysShown(one.keys) : ""))))))));
}

function helpGroups() {
  const groups = new Map([...HELP_GROUPS, HELP_REST].map(title => [title, []]));
  for (const one of commands.values())
    if (one.keys || possible(one)) groups.get(groups.has(one.group) ? one.group : HELP_REST).push(one);
  for (const list of groups.values()) list.sort((a, b) => Boolean(b.keys) - Boolean(a.keys));
  return [...groups].filter(([, list]) => list.length);
}

// A shortcut, drawn.
export function keysShown(keys) {
  return h("span", { class: "keys" }, strokes(keys).map((stroke, index) => [index ? " then " : "", stroke.map(key => h("kbd", {}, key))]));
}
