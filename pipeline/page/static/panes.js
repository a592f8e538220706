// Several letters beside each other, each scaled to fit: all parts, or one letter in all programs.

import { screenSize } from "./devices.js";
import { shape } from "./frame.js";
import { state } from "./state.js";

const PANE_GAP = 28;
const PANE_NARROWEST = 256;   // px on the page: narrower, and nobody can read it

// Give all frames the screen that is chosen, scaled so that up to three, or as many as can be read, fit beside each other.
export function fitPanes(row, frames) {
  const room = row.clientWidth - 2 * PANE_GAP;
  if (room <= 0 || !frames.length) return;
  const { width, height } = screenSize();
  const beside = Math.max(1, Math.min(3, frames.length, Math.floor((room + PANE_GAP) / (PANE_NARROWEST + PANE_GAP))));
  const each = (room - (beside - 1) * PANE_GAP) / beside;
  const scale = Math.min(1, each / width) * state.zoom / 100;
  for (const frame of frames) shape(frame, { width, least: height, scale });
  row.style.setProperty("--pane", `${Math.round(width * scale)}px`);
}
