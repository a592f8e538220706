// Dialogs: native ones, which keep the focus within and give it back.

import { h } from "./dom.js";
import { icon } from "./icons.js";

// Open a dialog by its name, with a title and what stands in it. Gives its element.
export function dialogOf(id, title, ...content) {
  document.getElementById(id)?.close();
  const heading = h("h2", { id: `${id}-title` }, title);
  const close = h("button", { type: "button", class: "icon-button", "aria-label": "Close", onclick: () => dialog.close() }, icon("close"));
  const dialog = h("dialog", { id, class: "sheet-dialog", "aria-labelledby": heading.id }, h("header", {}, heading, close), ...content);
  return dialogShow(dialog);
}

// Show a dialog: a click beside it closes it, and closed it is gone.
export function dialogShow(dialog) {
  const before = document.activeElement;
  dialog.addEventListener("click", event => event.target === dialog && dialog.close());
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (document.activeElement === document.body) before?.focus?.();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}
