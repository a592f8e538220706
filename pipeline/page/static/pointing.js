// What the right side asks of the letters: show what a finding is about, open its line in an editor.

import { openLine, showFinding } from "./origin.js";
import { series } from "./series.js";
import { set } from "./state.js";

// On a narrow screen the letter's room has to come before it can be seen.
export async function pointAt(finding) {
  const shown = await showFinding(finding);
  if (shown) set({ room: "letter" });
}

export const openInEditor = (file, line) => openLine(file, line);

// What people call a mail program.
export function clientTitle(name) {
  return series?.programs?.find(one => one.name === name)?.title ?? name;
}
