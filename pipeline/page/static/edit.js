// The panel "edit": the open letter's words in an inbox, the series, its sender, field by field.

import { fillWith, h } from "./dom.js";
import { letterSection } from "./edit_letter.js";
import { readOnlySections } from "./edit_read.js";
import { senderSection, seriesSection } from "./edit_series.js";
import { keepingField } from "./field.js";
import { live, series } from "./series.js";
import { lockedBecause, onSettings, settings } from "./settings.js";
import { state } from "./state.js";
import { undoRow } from "./undo.js";

let editOpen = null;   // { room, sections, undo, built, end }

export const editPanel = {
  id: "edit",
  title: live ? "Edit" : "Wording",
  keys: "e",
  open(room) {
    editOpen = { room, sections: [], undo: null, end: onSettings(() => editRefresh(true)) };
    editBuild();
  },
  refresh(changed) {
    editRefresh(changed.some(one => ["series", "part", "article"].includes(one)));
  },
  close() {
    for (const section of editOpen?.sections ?? []) section.flush();
    editOpen?.end();
    editOpen = null;
  },
};

// The fields stay while somebody types in them: they are built anew only for another letter.
function editBuild() {
  const { room } = editOpen;
  editOpen.built = editShape();
  editOpen.sections = [];
  if (!series) return void fillWith(room);
  if (!live) return void fillWith(room, readOnlySections(state.part));
  if (!settings) return void fillWith(room, h("p", { class: "muted", role: "status" }, "reading the settings…"));
  editOpen.undo = undoRow();
  editOpen.sections = [letterSection(state.part), seriesSection(), senderSection()];
  fillWith(room, editOpen.undo.element, editLocked(), editOpen.sections.map(one => one.element));
}

function editShape() {
  return JSON.stringify([state.article, state.part, series?.parts.length, Boolean(settings), settings?.locked, settings?.logos, settings?.themes]);
}

function editRefresh(relevant) {
  if (!editOpen || !relevant) return;
  if (!live || editOpen.built !== editShape()) {
    for (const section of editOpen.sections) section.flush();
    return keepingField(editOpen.room, editBuild);
  }
  editOpen.undo?.refresh();
  for (const section of editOpen.sections) section.refresh();
}

export function editLocked() {
  const because = lockedBecause();
  return because ? h("p", { class: "card locked", role: "note" }, because) : null;
}
