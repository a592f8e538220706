// The series on paper: a cover to sign, each letter's words, what a reviewer should look at.

import { fillWith, h } from "./dom.js";
import { filledText, frameText, personValues } from "./mail.js";
import { paperWords } from "./print_words.js";
import { series } from "./series.js";
import { state } from "./state.js";

const paperRoot = h("div", { id: "paper", lang: "en" });
const paperFeet = h("style", {});

export function startPrint() {
  document.body.append(paperRoot);
  document.head.append(paperFeet);
  addEventListener("beforeprint", paperFill);
  addEventListener("afterprint", () => fillWith(paperRoot));
  matchMedia("print").addEventListener("change", told => told.matches && !paperRoot.hasChildNodes() && paperFill());
}

function paperFill() {
  if (!series) return;
  const person = paperPerson();
  fillWith(paperRoot, paperCover(person), series.parts.map((part, index) => paperLetter(part, index, person)), paperClosing());
  paperFeet.textContent = paperFoot();
}

// Whom the letters are filled for: who is chosen, if every letter can be a mail for them.
function paperPerson() {
  const able = one => one?.values.every(Boolean);
  return able(series.people[state.person]) ? state.person : Math.max(0, series.people.findIndex(able));
}

function paperShort() {
  return series.approval?.digest.slice(0, 12) ?? "";
}

// At the foot of each page, where the browser can do that.
function paperFoot() {
  const text = value => `"${value.replace(/["\\\n\r\f<]/g, " ")}"`;
  const words = paperShort() ? ` · words ${paperShort()}` : "";
  return `@page { @bottom-left { content: ${text(series.article.name + words)}; } @bottom-right { content: counter(page) " / " counter(pages); } }`;
}

function paperCounted(number, noun) {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}

function paperCover(person) {
  const { article, parts, people, sender } = series;
  const last = parts[parts.length - 1];
  const facts = [
    ["From", sender.name || "(no sender is set)"],
    ["Made from", article.source],
    ["Date", article.date ?? "the article has none"],
    ["Letters", `${parts.length}, over ${paperCounted(last.day, "day")}`],
    ["Length", `${paperCounted(article.words, "word")}, ${paperCounted(parts.reduce((sum, one) => sum + one.minutes, 0), "minute")} to read`],
    ["Filled for", people[person].name],
    ["Hash of the words", series.approval ? h("code", {}, series.approval.digest) : "not known yet"],
  ];
  return h("section", { class: "paper-cover" },
    h("h1", { dir: "auto" }, article.name),
    article.title && article.title !== article.name ? h("p", { class: "paper-about", lang: article.lang, dir: article.dir }, article.title) : null,
    h("dl", {}, facts.map(([name, value]) => h("div", {}, h("dt", {}, name), h("dd", {}, value)))),
    h("h2", {}, "The letters"),
    h("ol", { class: "paper-list" }, parts.map((part, index) => h("li", {}, paperFilled(part.inbox.subject, index, person), h("span", {}, ` (day ${part.day})`)))),
    paperApproval());
}

function paperApproval() {
  const told = series.approval;
  if (told?.approved) return h("div", { class: "paper-approval" }, h("h2", {}, "Approved"), h("p", {}, h("bdi", {}, told.by), ` approved these words on ${told.date}.`));
  const before = told?.by ? [h("bdi", {}, told.by), ` approved other words on ${told.date}; they have changed since.`] : "Nobody has approved these words yet.";
  const line = name => h("div", { class: "paper-line" }, h("span", {}, name));
  return h("div", { class: "paper-approval" }, h("h2", {}, "Approval"), h("p", {}, before),
    h("p", {}, "I have read these letters and approve their words."), h("div", { class: "paper-lines" }, ["Name", "Date", "Signature"].map(line)));
}

function paperLetter(part, index, person) {
  const { article } = series;
  const { words, addresses } = paperWords(frameText(series, index, { person }));
  const inbox = [["Subject", part.inbox.subject], ["Preheader", part.inbox.preheader]];
  return h("section", { class: "paper-letter" },
    h("p", { class: "paper-head" }, `Letter ${part.number} of ${part.of} · day ${part.day} · ${paperCounted(part.words, "word")}`),
    h("dl", {}, inbox.map(([name, text]) => h("div", {}, h("dt", {}, name), h("dd", { lang: article.lang, dir: article.dir }, paperFilled(text, index, person))))),
    h("div", { class: "paper-words", lang: article.lang, dir: article.dir }, words),
    addresses.length ? h("ol", { class: "paper-addresses" }, addresses.map(one => h("li", {}, one))) : null,
    paperClaims(part.number),
    h("p", { class: "paper-end" }, paperShort() ? `End of letter ${part.number} · words ${paperShort()}` : `End of letter ${part.number}`));
}

function paperFilled(text, index, person) {
  return filledText(text, series.prefix, personValues(series, index, person, () => ""));
}

// What a letter claims, for somebody who knows whether it is so.
function paperClaims(number) {
  const claims = (series.findings ?? []).filter(one => one.rule.startsWith("words/claim") && one.parts.includes(number));
  if (!claims.length) return null;
  return h("section", { class: "paper-claims" }, h("h3", {}, "Claims to check"), h("ol", { class: "paper-list" }, claims.map(paperFinding)));
}

function paperFinding(one) {
  const where = one.line ? ` (${one.unit === "paragraph" ? "paragraph" : "line"} ${one.line})` : "";
  return h("li", {}, one.message, where, one.more ? `, and ${one.more} more like it` : "");
}

// What concerns the series as a whole, and what of the article is in no letter.
function paperClosing() {
  const claims = (series.findings ?? []).filter(one => one.rule.startsWith("words/") && !one.parts.length);
  const removals = series.removals.map(one => h("li", {}, h("span", {}, `${paperLines(one.lines)}: `), h("q", {}, one.text), ` (${one.rule.replaceAll("-", " ")})`));
  return h("section", { class: "paper-closing" },
    claims.length ? [h("h2", {}, "About all letters"), h("ul", { class: "paper-list" }, claims.map(paperFinding))] : null,
    h("h2", {}, "What of the article is in no letter"),
    removals.length ? h("ul", { class: "paper-list" }, removals) : h("p", {}, "Nothing was left out."));
}

function paperLines([first, last]) {
  const unit = series.article.unit === "paragraph" ? "Paragraph" : "Line";
  return first === last ? `${unit} ${first}` : `${unit}s ${first}–${last}`;
}
