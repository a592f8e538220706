// What was changed can be taken back: the two buttons, wherever something is edited, and their keys.

import { command } from "./commands.js";
import { fillWith, h } from "./dom.js";
import { live } from "./series.js";
import { redoLast, settings, undoLast } from "./settings.js";

export function startUndo() {
  if (!live) return;
  command({ id: "undo", title: "Undo the last change", group: "Do", keys: "Ctrl+Z", when: () => settings?.undo > 0, run: undoLast });
  command({ id: "redo", title: "Redo what was undone", group: "Do", keys: "Ctrl+Shift+Z", when: () => settings?.redo > 0, run: redoLast });
}

// Two buttons and what was undone; refresh() after the settings changed.
export function undoRow() {
  const said = h("span", { class: "small muted undo-said", role: "status" });
  const undo = undoButton("Undo", "Ctrl+Z", undoLast, said);
  const redo = undoButton("Redo", "Ctrl+Shift+Z", redoLast, said);
  const refresh = () => {
    undo.disabled = !(settings?.undo > 0);
    redo.disabled = !(settings?.redo > 0);
  };
  refresh();
  return { element: h("div", { class: "row undo-row" }, undo, redo, said), refresh };
}

function undoButton(title, keys, run, said) {
  const done = async () => {
    const told = await run();
    fillWith(said, told);
  };
  return h("button", { type: "button", class: "button", title: keys, "data-do": title.toLowerCase(), onclick: done }, title);
}
