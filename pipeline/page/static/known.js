// The right side of the page: what is known of the letters, and what can be changed.

import { startActs } from "./act.js";
import { checksPanel } from "./checks.js";
import { editPanel } from "./edit.js";
import { factsPanel } from "./facts.js";
import { looksPanel } from "./looks.js";
import { startSettings } from "./settings.js";
import { startUndo } from "./undo.js";
import { panel } from "./views.js";

export function startKnown() {
  for (const one of [checksPanel, editPanel, looksPanel, factsPanel]) panel(one);
  startSettings();
  startUndo();
  startActs();
}
