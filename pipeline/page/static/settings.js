// What the forms edit: the settings as they are written, and edits sent one after the other.

import { say } from "./dom.js";
import { about, ask, live, onSeries, series } from "./series.js";
import { state } from "./state.js";

export let settings = null;      // what GET settings answers; null before it has, and in a static page
let settingsQueue = Promise.resolve();
let settingsArticle = null;
const settingsListeners = new Set();

// Be called whenever the settings were read anew. Gives a function that ends it.
export function onSettings(listener) {
  settingsListeners.add(listener);
  return () => settingsListeners.delete(listener);
}

export function startSettings() {
  if (!live) return;
  onSeries(what => {
    if (what === "series" && series) readSettings();
  });
}

export async function readSettings() {
  if (settingsArticle !== state.article) settings = null;
  settingsArticle = state.article;
  try {
    settings = await ask(about("settings"));
  } catch (error) {
    say(`The settings can't be read: ${error.message}`);
  }
  for (const listener of settingsListeners) listener();
}

// Why nothing of this article can be changed here; "" if it can.
export function lockedBecause() {
  if (!live) return "Nothing can be changed in this page: it is a copy to read.";
  return settings?.locked ?? "";
}

// Write edits, after all that were asked for before. Gives what was said; throws the error.
export function sendEdits(edits) {
  return settingsAsked("edit", () => ({ edits, shape: series?.shape }));
}

export async function undoLast() {
  return settingsTold("undo");
}

export async function redoLast() {
  return settingsTold("redo");
}

async function settingsTold(which) {
  try {
    const { said } = await settingsAsked(which, () => ({}));
    say(said);
    return said;
  } catch (error) {
    say(errorText(error));
    return "";
  }
}

function settingsAsked(path, body) {
  const asked = settingsQueue.then(async () => {
    const answer = await ask(about(path), body());
    if (answer.shape && series) series.shape = answer.shape;  // what is drawn already is numbered so
    if (settings) Object.assign(settings, { undo: answer.undo, redo: answer.redo });
    await readSettings();
    return answer;
  });
  settingsQueue = asked.catch(() => {});
  return asked;
}

// An error as a sentence for people: what, and what to do.
export function errorText(error) {
  return error.hint ? `${error.message}. ${capital(error.hint)}.` : error.message;
}

export function capital(text) {
  return text ? text[0].toUpperCase() + text.slice(1) : "";
}

// A value as it is written in the settings: {value, file, line}, or nothing where it is not.
export function writtenValue(table, key) {
  return settings?.[table]?.[key] ?? null;
}

// What holds where a key is not written, as far as it is known.
export function proposedValue(table, key) {
  return settings?.proposed?.[table]?.[key] ?? null;
}

// Why a key can't be changed here: it stands where nothing is ever written; "" if it can.
export function keyLocked(table, key) {
  const told = writtenValue(table, key)?.locked;
  if (told) return `Can't be changed here: ${told}.`;
  return table === "article" ? lockedBecause() : "";
}

// Why the letters' boundaries and wording can't be changed here.
export function partsLocked() {
  return keyLocked("article", "series.parts");
}

// The file that a table is written to, as the settings tell it.
export function settingsFile(table) {
  const told = settings?.files?.[table];
  if (told) return told;
  return table === "project" ? "letterloom.toml" : series.article.source.replace(/\.[^./]+$/, "") + ".toml";
}
