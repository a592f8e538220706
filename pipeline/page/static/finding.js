// One finding: what it says, what to do, where it is, and whom it concerns.

import { fillWith, h, say } from "./dom.js";
import { capital, errorText } from "./settings.js";
import { ask, live, series } from "./series.js";
import { state } from "./state.js";
import { clientTitle, openInEditor, pointAt } from "./pointing.js";

const FINDING_BEFORE = 48;
const FINDING_AFTER = 120;

export function findingItem(one) {
  const key = `${one.rule} ${one.file}:${one.line}:${one.column} ${one.message}`;
  const more = h("div", { class: "finding-more", hidden: true });
  const open = h("button", { type: "button", class: "finding-open", "aria-expanded": "false" }, capital(one.message));
  const item = h("li", { class: `finding ${one.severity}`, "data-key": key, "data-rule": one.rule },
    open, one.hint ? h("p", { class: "finding-hint" }, capital(one.hint)) : null,
    h("p", { class: "finding-where small muted" }, findingWhere(one)), more);
  open.addEventListener("click", () => findingToggle(item, open, more, one, true));
  open.addEventListener("reopen", () => findingToggle(item, open, more, one, false));
  return item;
}

// What was found and left, with the reason.
export function ignoredItem(one) {
  return h("li", { class: "finding ignored" },
    h("p", { class: "finding-message" }, capital(one.message)),
    h("p", { class: "finding-hint" }, one.reason ? `Left because: ${one.reason}` : "No reason was given."),
    h("p", { class: "finding-where small muted" }, [findingFile(one), one.rule].filter(Boolean).join(" · ")));
}

function findingToggle(item, open, more, one, point) {
  const opened = more.hidden;
  item.toggleAttribute("data-open", opened);
  open.setAttribute("aria-expanded", String(opened));
  more.hidden = !opened;
  if (!opened) return;
  fillWith(more, findingLine(one), findingReaders(one), findingActs(one, more));
  if (point) pointAt(one);
}

function findingWhere(one) {
  const letters = one.parts?.length && series.parts.length > 1 ? `Letter ${one.parts.join(", ")}` : "";
  const others = one.more > 0 ? `and ${one.more} more like it` : "";
  const share = one.share >= 0.005 ? `about ${Math.round(one.share * 100)} % of readers` : "";
  return [findingFile(one), letters, others, share].filter(Boolean).join(" · ");
}

export function findingFile(one) {
  if (!one.file) return "";
  const unit = one.unit === "paragraph" ? "paragraph " : "";
  return [one.file, one.line ? `${unit}${one.line}` : "", one.line && one.column ? one.column : ""].filter(Boolean).join(":");
}

// The line's text around the place, the place itself marked.
function findingLine(one) {
  if (!one.text) return null;
  const at = Math.max(0, (one.column ?? 1) - 1 - (one.begins ?? 0));
  const length = findingLength(one, at);
  const from = at > FINDING_BEFORE ? one.text.lastIndexOf(" ", at - FINDING_BEFORE) + 1 : 0;
  const end = one.text.indexOf(" ", at + length + FINDING_AFTER);
  const until = end < 0 ? one.text.length : end;
  return h("blockquote", { class: "finding-line" },
    from > 0 ? "… " : "", one.text.slice(from, at),
    length ? h("mark", {}, one.text.slice(at, at + length)) : "",
    one.text.slice(at + length, until), until < one.text.length ? " …" : "");
}

// How much is marked: what the message quotes, if it stands there, else the word.
function findingLength(one, at) {
  if (!one.column) return 0;
  const quoted = [...one.message.matchAll(/[“"]([^”"]+)[”"]/g)].map(found => found[1]);
  const found = quoted.find(text => one.text.startsWith(text, at));
  return found ? found.length : (one.text.slice(at).match(/^\S+/)?.[0].length ?? 0);
}

function findingReaders(one) {
  if (!one.clients?.length) return null;
  const names = one.clients.map(clientTitle);
  const share = one.share >= 0.005 ? ` · about ${Math.round(one.share * 100)} % of readers` : "";
  return h("p", { class: "small finding-clients" }, h("b", {}, "In: "), names.join(", "), share);
}

function findingActs(one, more) {
  const told = h("div", { class: "finding-told", hidden: true });
  return [
    h("div", { class: "row finding-acts" },
      h("button", { type: "button", class: "button quiet", onclick: () => pointAt(one) }, "Show in the letter"),
      live && one.file ? h("button", { type: "button", class: "button quiet", onclick: () => openInEditor(one.file, one.line) }, "Open in editor") : null,
      live ? h("button", { type: "button", class: "button quiet", onclick: event => findingMeaning(event.target, told, one.rule) }, "What does this mean?") : null),
    told,
    h("p", { class: "small muted" }, "Check: ", h("code", {}, one.rule), one.tested ? ` · facts of ${one.tested}` : ""),
  ];
}

async function findingMeaning(button, told, rule) {
  button.setAttribute("aria-expanded", String(told.hidden));
  told.hidden = !told.hidden;
  if (told.hidden || told.childElementCount) return;
  try {
    const { text } = await ask(`api/rules/NAME?name=${encodeURIComponent(rule)}`);
    fillWith(told, text.split(/\n\s*\n/).map(one => h("p", {}, one.replace(/\s*\n\s*/g, " "))));
  } catch (error) {
    fillWith(told, h("p", {}, errorText(error)));
    say(errorText(error));
  }
}
