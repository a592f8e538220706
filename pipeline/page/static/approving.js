// Approving the words: who did, and the sheet in which somebody does.

import { h, say } from "./dom.js";
import { isClaim } from "./checks.js";
import { about, ask, live, series } from "./series.js";
import { capital, errorText } from "./settings.js";
import { openSheet, sheetRun } from "./sheet.js";

export function shortDigest(digest) {
  return (digest ?? "").slice(0, 12);
}

// Who approved which words, and whether these are still the words.
export function approvalCard() {
  const { approval } = series;
  const told = approval ? approvalTold(approval) : { kind: "", title: "checking…", lines: [] };
  return h("section", { class: `card approval ${told.kind}`, "data-section": "approval" }, h("h2", {}, told.title),
    told.lines.map(line => h("p", {}, line)),
    approval ? h("p", { class: "small muted" }, "Hash of the words as they are: ", h("code", { title: approval.digest }, shortDigest(approval.digest))) : null,
    live && approval ? h("div", { class: "row" },
      h("button", { type: "button", class: `button${approval.approved ? "" : " primary"}`, "data-act": "approve", onclick: approveSheet }, approval.approved ? "Approve again…" : "Approve the words…"),
      approval.by ? h("button", { type: "button", class: "button quiet", "data-act": "withdraw", onclick: withdrawApproval }, "Withdraw the approval") : null) : null);
}

function approvalTold({ by, date, approved }) {
  if (approved) return { kind: "good", title: "Approved", lines: [`${by} approved these very words on ${date}.`] };
  if (by) return { kind: "warn", title: "Changed since it was approved", lines: [`${by} approved other words on ${date}: these have changed since, and are not approved.`] };
  return { kind: "", title: "Not approved yet", lines: ["Nobody has approved these words."] };
}

export function approvalErrors() {
  return (series?.findings ?? []).filter(one => one.severity === "error");
}

export function approveSheet() {
  const errors = approvalErrors();
  const claims = series.findings.filter(isClaim);
  const name = h("input", { type: "text", id: "approve-by", autocomplete: "name", required: true, maxlength: 200, value: series.approval.by });
  const approve = h("button", { type: "button", class: "button primary", disabled: errors.length > 0, onclick: () => approveNow(sheet, approve, name) }, "Approve");
  const sheet = openSheet("Approve the words", [
    h("p", {}, "What is approved is what the letters say: their words, titles, subjects and preheaders. Any change afterwards is shown, and nothing is sent until it is approved again."),
    approveLetters(), approveClaims(claims),
    h("p", { class: "small" }, "Hash of these words: ", h("code", { class: "whole-digest" }, series.approval.digest)),
    errors.length ? approveRefused(errors) : h("div", { class: "field" }, h("label", { for: "approve-by" }, "Your name"), name),
  ], approve, () => approve.click());
  if (!errors.length) name.focus();
}

function approveLetters() {
  return h("section", {}, h("h3", {}, series.parts.length === 1 ? "One letter" : `${series.parts.length} letters`),
    h("ol", { class: "approve-letters" }, series.parts.map(part => h("li", {},
      h("span", { dir: "auto" }, part.subject), h("span", { class: "small muted" }, ` · ${part.words} words`)))));
}

function approveClaims(claims) {
  if (!claims.length) return null;
  return h("details", { class: "approve-claims" }, h("summary", {}, `${claims.length} ${claims.length === 1 ? "remark" : "remarks"} on what the text claims`),
    h("ul", {}, claims.map(one => h("li", { class: "small" }, capital(one.message)))));
}

function approveRefused(errors) {
  return h("div", { class: "card bad", role: "alert" }, h("h3", {}, "Mend the errors first"),
    h("ul", {}, errors.map(one => h("li", {}, capital(one.message)))));
}

async function approveNow(sheet, button, name) {
  if (!name.value.trim()) {
    sheet.said.textContent = "Write your name: it stands with the approval.";
    return name.focus();
  }
  await sheetRun(sheet, button, "approving", () => ask(about("approve"), { by: name.value.trim() }));
}

export async function withdrawApproval() {
  try {
    const { said } = await ask(about("withdraw"), {});
    say(said ?? "The approval was withdrawn.");
  } catch (error) {
    say(errorText(error));
  }
}
