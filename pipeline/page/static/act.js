// What can be done with a letter: copied, taken along, tested, photographed, printed. All are commands too.

import { approvalErrors, approveSheet, withdrawApproval } from "./approving.js";
import { copyText } from "./code.js";
import { command, commands, possible } from "./commands.js";
import { h, say } from "./dom.js";
import { filledText, personValues } from "./mail.js";
import { about, live, series } from "./series.js";
import { set, state } from "./state.js";
import { shotsSheet, testSheet } from "./act_sheets.js";

const ACTS = [
  { id: "copy.html", title: "Copy the HTML", keys: "y h", group: "take", run: () => copyText(actText("html"), "The HTML") },
  { id: "copy.text", title: "Copy the plain text", keys: "y t", group: "take", run: () => copyText(actText("text"), "The plain text") },
  { id: "copy.subject", title: "Copy the subject", keys: "y s", group: "take", run: () => copyText(actSubject(), "The subject") },
  { id: "take.eml", title: "Download the .eml", group: "take", href: () => actEml(), download: true },
  { id: "open.web", title: "Open the web version", group: "take", href: () => (live ? null : actPart().files.web), run: () => set({ view: "web" }) },
  { id: "approve", title: "Approve the words…", live: true, when: () => series?.approval && !approvalErrors().length, run: approveSheet },
  { id: "withdraw", title: "Withdraw the approval", live: true, when: () => Boolean(series?.approval?.by), run: withdrawApproval },
  { id: "test", title: "Send a test to yourself…", live: true, group: "try", run: testSheet },
  { id: "shots", title: "Take screenshots…", live: true, group: "try", run: shotsSheet },
  { id: "print", title: "Print, or save as PDF", group: "try", run: () => print() },
];

export function startActs() {
  for (const act of ACTS.filter(one => live || !one.live))
    command({ id: act.id, title: act.title, group: "Do", keys: act.keys, when: () => series !== null && (!act.when || Boolean(act.when())), run: () => actRun(act) });
}

// The acts as buttons and links, for the panel "facts".
export function actSections() {
  const groups = [["take", "Take this letter along"], ["try", live ? "Try it out" : "On paper"]];
  return groups.map(([id, title]) => h("section", { class: "card acts", "data-section": id }, h("h2", {}, title),
    h("div", { class: "row" }, ACTS.filter(one => one.group === id && (live || !one.live)).map(actButton)),
    id === "try" && !live ? h("p", { class: "small muted" }, "Approving, tests and screenshots need the preview: letterloom preview.") : null));
}

function actButton(act) {
  const href = act.href?.();
  if (href) return h("a", { class: "button", href, download: act.download ? actName() : null, target: act.download ? null : "_blank", rel: "noopener", "data-act": act.id }, act.title);
  return h("button", { type: "button", class: "button", "data-act": act.id, onclick: () => possible(commands.get(act.id)) && actRun(act) }, act.title);
}

function actRun(act) {
  const href = act.href?.();
  if (!href) return act.run();
  const link = h("a", { href, download: act.download ? actName() : null, target: act.download ? null : "_blank", rel: "noopener" });
  document.body.append(link);
  link.click();
  link.remove();
  if (act.download) say(`${actName()} is downloaded.`);
}

function actPart() {
  return series.parts[state.part - 1] ?? series.parts[0];
}

function actPerson() {
  return state.person < series.people.length ? state.person : 0;
}

function actEml() {
  const part = actPart();
  return live ? about(`message?part=${part.number}&person=${actPerson()}`) : part.files.eml;
}

function actName() {
  return `${actPart().folder}.eml`;
}

// A letter's text for the person that is shown, its pictures within.
function actText(kind) {
  const part = actPart();
  const values = personValues(series, part.number - 1, actPerson(), name => series.images[name] ?? "");
  return filledText(part[kind], series.prefix, values);
}

function actSubject() {
  const part = actPart();
  return filledText(part.inbox.subject, series.prefix, personValues(series, part.number - 1, actPerson(), () => ""));
}
