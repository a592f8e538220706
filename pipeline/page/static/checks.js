// The panel "checks": what was found, the worst first, and what to do about it.

import { fillWith, h } from "./dom.js";
import { findingItem, ignoredItem } from "./finding.js";
import { series } from "./series.js";
import { set, state } from "./state.js";

const CHECKS_GROUPS = [
  { id: "error", title: "Errors", told: "These must be mended before anything is sent." },
  { id: "warning", title: "Warnings", told: "Worth mending." },
  { id: "reviewer", title: "For the reviewer", told: "What the text claims: for the person who answers for it." },
  { id: "note", title: "Notes", told: "Good to know.", folded: true },
];

let checksRoom = null;
const checksFolds = new Map();

export const checksPanel = {
  id: "checks",
  title: "Checks",
  keys: "c",
  badge: checksBadge,
  open(room) {
    checksRoom = room;
    fillWith(room, checksTools(), h("div", { class: "checks-found" }));
    checksFill();
  },
  refresh(changed) {
    const own = state.scope === "letter" ? ["part"] : [];
    if (changed.some(one => ["findings", "series", "scope", "filter", ...own].includes(one))) checksFill();
  },
  close() {
    checksRoom = null;
  },
};

// What stands in the tab: how many, and how bad the worst is.
function checksBadge() {
  if (!series?.findings) return series ? { text: "…", kind: "", label: "checking" } : null;
  const groups = checksGrouped(series.findings);
  const [errors, warnings] = [groups.get("error").length, groups.get("warning").length];
  if (errors) return { text: String(errors), kind: "bad", label: checksCount(errors, "error") };
  if (warnings) return { text: String(warnings), kind: "warn", label: checksCount(warnings, "warning") };
  return null;
}

function checksCount(number, what) {
  return `${number} ${what}${number === 1 ? "" : "s"}`;
}

function checksTools() {
  const scopes = [["series", "Whole series"], ["letter", "This letter"]];
  return h("div", { class: "checks-tools" },
    h("div", { class: "segmented", role: "radiogroup", "aria-label": "Which findings" },
      scopes.map(([value, title]) => checksScope(value, title))),
    h("div", { class: "field checks-filter" },
      h("label", { class: "visually-hidden", for: "checks-filter" }, "Only findings with these words"),
      h("input", { id: "checks-filter", type: "search", placeholder: "Find: a word, a check", value: state.filter, oninput: event => set({ filter: event.target.value }) })));
}

function checksScope(value, title) {
  const input = h("input", { type: "radio", name: "checks-scope", value, checked: state.scope === value, onchange: () => set({ scope: value }) });
  return h("label", {}, input, h("span", {}, title));
}

function checksFill() {
  if (!checksRoom || !series) return;
  const room = checksRoom.querySelector(".checks-found");
  for (const input of checksRoom.querySelectorAll("[name=checks-scope]")) input.checked = input.value === state.scope;
  if (!series.findings) return void fillWith(room, h("p", { class: "muted", role: "status" }, "checking…"));
  const opened = [...room.querySelectorAll(".finding[data-open]")].map(one => one.dataset.key);
  const focused = document.activeElement?.closest?.(".checks-found .finding")?.dataset.key;
  const shown = series.findings.filter(checksWanted);
  const groups = checksGrouped(shown);
  fillWith(room, checksSummary(shown), CHECKS_GROUPS.map(group => checksGroup(group, groups.get(group.id))), checksIgnored());
  for (const key of opened) checksOpener(room, key)?.dispatchEvent(new CustomEvent("reopen"));
  if (focused) checksOpener(room, focused)?.focus({ preventScroll: true });
}

function checksOpener(room, key) {
  return room.querySelector(`.finding[data-key="${CSS.escape(key)}"] .finding-open`);
}

function checksSummary(shown) {
  const every = series.findings.length;
  if (!every) return h("p", { class: "checks-none" }, "Nothing was found: these letters are in good order.");
  if (!shown.length) return h("p", { class: "muted" }, `None of the ${checksCount(every, "finding")} of the series.`);
  return shown.length < every ? h("p", { class: "muted small", role: "status" }, `${shown.length} of ${checksCount(every, "finding")}`) : null;
}

function checksWanted(one) {
  return (state.scope !== "letter" || ofLetter(one, state.part)) && checksHas(one, state.filter);
}

function checksHas(one, words) {
  const text = [one.rule, one.message, one.hint, one.file, one.text, ...(one.clients ?? [])].join(" ").toLowerCase();
  return words.toLowerCase().split(/\s+/).every(word => text.includes(word));
}

// Whether a finding is about a letter: it says so, or its line stands in it.
export function ofLetter(one, number) {
  if (one.parts?.length) return one.parts.includes(number);
  if (one.file !== series.article.source || !one.line) return false;
  return series.blocks.some(block => block.part === number && block.lines[0] <= one.line && one.line <= block.lines[1]);
}

function checksGrouped(findings) {
  const groups = new Map(CHECKS_GROUPS.map(group => [group.id, []]));
  for (const one of findings) groups.get(isClaim(one) ? "reviewer" : one.severity).push(one);
  return groups;
}

export function isClaim(one) {
  return one.rule.startsWith("words/claim") && one.severity !== "error";
}

function checksGroup(group, findings) {
  if (!findings.length) return null;
  const list = h("ol", { class: "findings" }, findings.map(one => findingItem(one)));
  const title = [group.title, h("span", { class: `badge ${{ error: "bad", warning: "warn" }[group.id] ?? "note"}` }, String(findings.length))];
  const told = h("p", { class: "muted small" }, group.told);
  if (!group.folded) return h("section", { class: "checks-group", "data-group": group.id }, h("h2", {}, title), told, list);
  return checksFold(group.id, title, [told, list]);
}

// A group that is folded until somebody looks, and stays as they left it.
function checksFold(id, title, inside) {
  const unfolded = checksFolds.get(id) ?? Boolean(state.filter);
  return h("details", { class: "checks-group", "data-group": id, open: unfolded, ontoggle: event => checksFolds.set(id, event.target.open) },
    h("summary", {}, h("h2", {}, title)), inside);
}

function checksIgnored() {
  const ignored = (series.ignored ?? []).filter(one => checksHas(one, state.filter));
  if (!ignored.length) return null;
  const title = ["Ignored", h("span", { class: "badge note" }, String(ignored.length))];
  return checksFold("ignored", title, [
    h("p", { class: "muted small" }, "What somebody decided to leave, and why."),
    h("ol", { class: "findings" }, ignored.map(ignoredItem)),
  ]);
}
