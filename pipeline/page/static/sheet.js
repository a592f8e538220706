// A sheet over the page: a dialog with a title, what is in it, and what can be done.

import { fillWith, h } from "./dom.js";

let sheetCount = 0;

// Gives { element, said, close }. `acts` are buttons; one to close is added. `submit` runs on Enter.
export function openSheet(title, inside, acts, submit = null) {
  const id = `sheet-${++sheetCount}`;
  const said = h("p", { class: "sheet-said", role: "status", "aria-live": "polite" });
  const close = () => element.close();
  const form = h("form", { class: "inside stack", id: `${id}-form`, onsubmit: event => event.preventDefault() ?? submit?.() }, inside, said);
  const element = h("dialog", { class: "sheet-dialog", "aria-labelledby": id },
    h("header", {}, h("h2", { id }, title), h("button", { type: "button", class: "icon-button", "aria-label": "Close", onclick: close }, "×")),
    form, h("footer", {}, h("button", { type: "button", class: "button quiet", onclick: close }, "Close"), acts));
  element.addEventListener("close", () => element.remove());
  document.body.append(element);
  element.showModal();
  return { element, said, close };
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
