// The series as an inbox shows it: sender, subject and preheader cut as a mail program cuts them, and the day.

import { command, offer } from "./commands.js";
import { fillWith, h } from "./dom.js";
import { LOOKS, inOneLine, lookOf } from "./inbox_looks.js";
import { filledText } from "./mail.js";
import { onSeries, series } from "./series.js";
import { set, state, watch, written } from "./state.js";

export function startInbox() {
  const list = h("ol", { class: "inbox-rows", onkeydown: inboxKey });
  const head = h("h2", {}, "Letters"), span = h("p", { class: "small muted" });
  const select = h("select", { onchange: event => set({ inbox: event.target.value }) }, LOOKS.map(one => h("option", { value: one.id }, one.title)));
  document.getElementById("inbox").append(
    h("div", { class: "inbox-top" }, head, span),
    h("div", { class: "inbox-look" }, h("label", { class: "inline-field" }, h("span", {}, "As in"), select), h("span", { class: "badge", title: "Mail programs differ with windows, settings and versions" }, "approximation")),
    list);
  const draw = () => inboxDraw(list, span, select);
  onSeries(what => what !== "failure" && draw());
  watch(["person", "inbox"], draw);
  watch([], () => inboxMark(list));
  inboxCommands();
}

function inboxCommands() {
  const step = by => () => inboxOpen(state.part + by);
  command({ id: "letter.next", title: "Next letter", group: "Move", keys: "j", when: () => series !== null && state.part < series.parts.length, run: step(1) });
  command({ id: "letter.previous", title: "Letter before", group: "Move", keys: "k", when: () => series !== null && state.part > 1, run: step(-1) });
  command({ id: "inbox.next", title: "Next mail program’s inbox", group: "See", keys: "Shift+I", run: () => set({ inbox: LOOKS[(LOOKS.indexOf(lookOf(state.inbox)) + 1) % LOOKS.length].id }) });
  offer(() => (series?.parts ?? []).map(one => ({ id: `letter.${one.number}`, title: `Letter ${one.number}: ${inboxWords(one, one.inbox.subject)}`, run: () => inboxOpen(one.number) })));
  offer(() => LOOKS.map(one => ({ id: `inbox.${one.id}`, title: `Inbox as in ${one.title}`, run: () => set({ inbox: one.id }) })));
}

function inboxOpen(number) {
  const within = document.getElementById("inbox").contains(document.activeElement);
  set({ part: number, room: "letter" });
  const row = document.querySelector(`#inbox [data-part="${state.part}"]`);
  if (within) row?.focus();
  row?.scrollIntoView({ block: "nearest" });
}

function inboxKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || !series) return;
  const at = Number(document.activeElement.dataset.part);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 1, End: series.parts.length }[event.key];
  if (to === undefined || !at) return;
  event.preventDefault();
  const number = Math.min(Math.max(1, to), series.parts.length);
  set({ part: number });
  document.querySelector(`#inbox [data-part="${number}"]`).focus();
}

function inboxDraw(list, span, select) {
  if (!series) {
    fillWith(list);
    return void fillWith(span);
  }
  const focused = list.contains(document.activeElement) ? document.activeElement.dataset.part : null;
  const room = document.getElementById("inbox"), scrolled = room.scrollTop;
  const { parts } = series;
  span.textContent = `${parts.length === 1 ? "1 letter" : `${parts.length} letters`}${parts.length > 1 ? ` over ${parts.at(-1).day} days` : ""}, ${series.article.words} words`;
  select.value = lookOf(state.inbox).id;
  fillWith(list, parts.map(part => h("li", {}, h("a", { href: "#", "data-part": part.number, onclick: event => inboxClick(event, part.number) },
    inboxRow(part, state.inbox), inboxMeta(part)))));
  inboxMark(list);
  room.scrollTop = scrolled;
  if (focused) (list.querySelector(`[data-part="${focused}"]`) ?? list.querySelector("[aria-current]"))?.focus();
}

function inboxClick(event, number) {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;   // a window of its own
  event.preventDefault();
  set({ part: number, room: "letter" });
}

// Which letter is open; every row is a link to its own.
function inboxMark(list) {
  for (const row of list.querySelectorAll("[data-part]")) {
    const number = Number(row.dataset.part);
    row.href = written({ part: number, room: "letter" });
    if (number === state.part) row.setAttribute("aria-current", "true");
    else row.removeAttribute("aria-current");
  }
}

function inboxMeta(part) {
  const own = (series.findings ?? []).filter(one => one.parts.includes(part.number));
  const count = severity => own.filter(one => one.severity === severity).length;
  const badge = (number, kind, what) => number ? h("span", { class: `badge ${kind}` }, `${number} ${what}${number === 1 ? "" : "s"}`) : null;
  return h("span", { class: "inbox-meta" },
    h("span", {}, [series.article.date ? `Day ${part.day}` : "", `${part.words} words`, `${part.minutes} min`].filter(Boolean).join(" · ")),
    badge(count("error"), "bad", "error"), badge(count("warning"), "warn", "warning"));
}

// One letter's row as a mail program's list shows it, from the texts given, or the letter's own.
export function inboxRow(part, look, texts = {}) {
  const shown = lookOf(look);
  const subject = inboxWords(part, texts.subject ?? part.inbox.subject), preheader = inboxWords(part, texts.preheader ?? part.inbox.preheader);
  const sender = series.sender.name || series.sender.address;
  const words = shown.one ? inboxLine(shown, subject, preheader) : [
    h("span", { class: "inbox-subject", dir: "auto" }, subject), h("span", { class: "inbox-preheader", dir: "auto" }, preheader)];
  return h("span", { class: `inbox-row${shown.one ? " wide" : ""}${shown.bold ? " bold" : ""}`, "data-look": shown.id },
    inboxSized(shown,
      shown.face ? h("span", { class: "inbox-face", "aria-hidden": "true" }, [...sender || "?"][0].toUpperCase()) : null,
      h("span", { class: "inbox-head" }, h("span", { class: `inbox-sender${sender ? "" : " muted"}`, dir: "auto" }, sender || "No sender yet"), h("span", { class: "inbox-date" }, inboxDate(part))),
      words));
}

function inboxLine(look, subject, preheader) {
  const [first, second] = inOneLine(look, subject, preheader);
  return h("span", { class: "inbox-line", dir: "auto" }, h("span", { class: "inbox-subject" }, first), second ? [" - ", h("span", { class: "inbox-preheader" }, second)] : null);
}

// A box with the program's own sizes, which inbox.css scales to the column that there is.
function inboxSized(look, ...children) {
  const [before, behind] = look.inset ?? [0, 0];
  const sizes = { width: look.width, before, behind, face: look.face ?? 0, sender: look.sender, subject: look.subject, preheader: look.preheader, lines: look.lines ?? 1 };
  const box = h("span", { class: "inbox-sized", style: { fontFamily: look.font } }, children);
  for (const [name, value] of Object.entries(sizes)) box.style.setProperty(`--${name}`, value);
  return box;
}

function inboxDate(part) {
  if (!series.article.date) return `Day ${part.day}`;
  return new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" }).format(new Date(part.inbox.date));
}

// A text of a letter with its fields filled for the person that is chosen; those that are being typed too.
function inboxWords(part, text) {
  const values = series.people[state.person]?.values?.[part.number - 1] ?? [];
  const header = name => values[series.slots.findIndex(one => one.name === name && one.where === "header")];
  return filledText(text, series.prefix, number => values[number])
    .replace(/\{\{\s*(\w+)[^}]*\}\}/g, (written, name) => header(name) ?? written);
}
