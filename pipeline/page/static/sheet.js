// A sheet over the page: a dialog with a title, what is in it, and what can be done.

import { dialogOf } from "./dialog.js";
import { fillWith, h } from "./dom.js";

// Gives { element, said }. `acts` are buttons; one to close is added. `submit` runs on Enter.
export function openSheet(title, inside, acts, submit = null) {
  const said = h("p", { class: "sheet-said", role: "status", "aria-live": "polite" });
  const form = h("form", { class: "inside stack", onsubmit: event => event.preventDefault() ?? submit?.() }, inside, said);
  const close = h("button", { type: "button", class: "button quiet", onclick: () => element.close() }, "Close");
  const element = dialogOf("sheet", title, form, h("footer", {}, close, acts ?? []));
  return { element, said };
}

// Run what a sheet asks for: what came of it is said in it. Gives the answer, or null for an error.
export async function sheetRun(sheet, button, what, run) {
  button.disabled = true;
  sheet.said.className = "sheet-said";
  sheet.said.textContent = `${what}…`;
  try {
    const answer = await run();
    sheet.said.textContent = answer.said ?? "Done.";
    sheet.said.classList.add("good");
    return answer;
  } catch (error) {
    sheet.said.classList.add("bad");
    fillWith(sheet.said, error.message, error.hint ? h("span", { class: "sheet-hint" }, ` ${error.hint}`) : null);
    return null;
  } finally {
    button.disabled = false;
  }
}

// A group of choices in a sheet: check boxes by value.
export function sheetChecks(title, name, choices, chosen) {
  return h("fieldset", { class: "sheet-checks" }, h("legend", { class: "small muted" }, title),
    h("div", { class: "row" }, choices.map(([value, label]) => h("label", { class: "check" },
      h("input", { type: "checkbox", name, value: String(value), checked: chosen(value) }), h("span", {}, label)))));
}

export function sheetChosen(sheet, name) {
  return [...sheet.element.querySelectorAll(`input[name="${name}"]:checked`)].map(input => input.value);
}
