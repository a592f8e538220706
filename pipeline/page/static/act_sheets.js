// The sheets of a test mail to oneself and of screenshots.

import { h } from "./dom.js";
import { about, ask, series } from "./series.js";
import { errorText } from "./settings.js";
import { openSheet, sheetChecks, sheetChosen, sheetRun } from "./sheet.js";
import { state } from "./state.js";

const TEST_ADDRESS = "letterloom test address";
const SHOT_WIDTHS = [[320, "320 px"], [390, "390 px, a phone"], [768, "768 px, a tablet"], [1280, "1280 px, a desktop"]];
const SHOT_MODES = [["light", "Light"], ["dark", "Dark"]];

export async function testSheet() {
  let ready = { ready: false, how: "" };
  try {
    ready = await ask(about("test"));
  } catch (error) {
    ready.how = errorText(error);
  }
  if (ready.ready) testReady(ready);
  else openSheet("Send a test to yourself", [h("p", {}, "No way to send mail is set up yet."), testHow(ready.how)], null);
}

function testHow(how) {
  return how.split(/\n\s*\n/).map(one => h("p", { class: "how" }, one));
}

function testReady({ how }) {
  const kept = testKept();
  const to = h("input", { type: "email", id: "test-to", autocomplete: "email", required: true, value: kept });
  const keep = h("input", { type: "checkbox", id: "test-keep", checked: Boolean(kept) });
  const send = h("button", { type: "button", class: "button primary", onclick: () => testSend(sheet, send, to, keep) }, "Send the test");
  const sheet = openSheet("Send a test to yourself", [
    h("p", {}, "Each letter comes as a mail of its own, marked as a test, filled for the person who is chosen."),
    h("div", { class: "field" }, h("label", { for: "test-to" }, "Your address"), to),
    h("label", { class: "check" }, keep, h("span", {}, "Remember it in this browser")),
    sheetChecks("Letters", "test-part", series.parts.map(part => [part.number, `Letter ${part.number}`]), number => number === state.part),
    how ? h("p", { class: "small muted" }, how) : null,
  ], send, () => send.click());
  to.focus();
}

async function testSend(sheet, button, to, keep) {
  const parts = sheetChosen(sheet, "test-part").map(Number);
  if (!to.checkValidity() || !parts.length) {
    sheet.said.textContent = parts.length ? "Write one mail address, yours." : "Choose at least one letter.";
    return parts.length ? to.focus() : null;
  }
  testKeep(keep.checked ? to.value.trim() : "");
  const person = Math.min(state.person, series.people.length - 1);
  const answer = await sheetRun(sheet, button, "sending", () => ask(about("test"), { to: to.value.trim(), parts, person }));
  const lost = (answer?.sent ?? []).filter(one => one.error);
  if (lost.length) sheet.said.append(h("ul", {}, lost.map(one => h("li", {}, `Letter ${one.part}: ${one.error}`))));
}

// A browser may keep nothing: then the address is typed each time.
function testKept() {
  try {
    return localStorage.getItem(TEST_ADDRESS) ?? "";
  } catch {
    return "";
  }
}

function testKeep(address) {
  try {
    if (address) localStorage.setItem(TEST_ADDRESS, address);
    else localStorage.removeItem(TEST_ADDRESS);
  } catch {
    return;
  }
}

export function shotsSheet() {
  const take = h("button", { type: "button", class: "button primary", onclick: () => shotsTake(sheet, take) }, "Take them");
  const sheet = openSheet("Take screenshots", [
    h("p", {}, "Every letter, in each width and mode, as pictures in a folder, with all of them on one sheet."),
    sheetChecks("Widths", "shot-width", SHOT_WIDTHS, width => width === 390 || width === 1280),
    sheetChecks("Modes", "shot-mode", SHOT_MODES, () => true),
  ], take, () => take.click());
}

async function shotsTake(sheet, button) {
  const widths = sheetChosen(sheet, "shot-width").map(Number);
  const modes = sheetChosen(sheet, "shot-mode");
  if (!widths.length || !modes.length) return void (sheet.said.textContent = "Choose at least one width and one mode.");
  const person = Math.min(state.person, series.people.length - 1);
  await sheetRun(sheet, button, "taking pictures", () => ask(about("shots"), { widths, modes, person }));
}
