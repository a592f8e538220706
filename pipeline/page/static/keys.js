// Shortcuts: single keys and sequences of two, of the commands; with Ctrl or Cmd also from within a field.

import { commands, possible } from "./commands.js";

const KEYS_WAIT = 1200;   // ms in which the second key of a sequence must come
const KEYS_KEPT = "letterloom-single-keys";
const KEYS_MAC = /Mac|iPhone|iPad/.test(navigator.platform);
const KEYS_NAMES = { ArrowUp: "↑", ArrowDown: "↓", ArrowLeft: "←", ArrowRight: "→", Shift: KEYS_MAC ? "⇧" : "Shift", Ctrl: KEYS_MAC ? "⌘" : "Ctrl", Escape: "Esc" };

let keysBefore = "", keysTimer = 0;

export function startKeys() {
  document.addEventListener("keydown", keysHear);
}

// Whether keys without Ctrl do something: people who speak to their computer turn them off.
export function singleKeys() {
  try {
    return localStorage.getItem(KEYS_KEPT) !== "off";
  } catch {
    return true;
  }
}

export function setSingleKeys(on) {
  try {
    localStorage.setItem(KEYS_KEPT, on ? "on" : "off");
  } catch {
    // A page from disk may not be allowed to keep anything: then it is for this time only.
  }
}

// A shortcut as people read it: a list of strokes, each a list of keys.
export function strokes(keys) {
  return keys.split(" ").map(stroke => keysSplit(stroke).map(key => KEYS_NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key)));
}

function keysSplit(stroke) {
  return stroke === "+" ? ["+"] : stroke.split("+");
}

function keysHear(event) {
  if (event.defaultPrevented || event.isComposing || ["Shift", "Control", "Alt", "Meta"].includes(event.key)) return;
  const pressed = keysPressed(event);
  const plain = !pressed.startsWith("Ctrl+");
  if (document.querySelector("dialog[open]") && pressed !== "Ctrl+k") return;
  if (plain && (!singleKeys() || keysTyping(event.target) || event.altKey)) return;
  if (!plain && pressed !== "Ctrl+k" && keysTyping(event.target)) return;
  const sequence = keysBefore && `${keysBefore} ${pressed}`;
  keysForget();
  const one = keysFind(sequence) ?? keysFind(pressed);
  if (one) {
    event.preventDefault();
    one.run();
  } else if (plain && keysBegins(pressed)) {
    keysBefore = pressed;
    keysTimer = setTimeout(keysForget, KEYS_WAIT);
  }
}

function keysForget() {
  clearTimeout(keysTimer);
  keysBefore = "";
}

// "Shift+ArrowLeft", "Ctrl+Shift+z", "?": of a printed sign Shift is a part already.
function keysPressed(event) {
  const printed = event.key.length === 1 && !/[a-z]/i.test(event.key);
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  return `${event.ctrlKey || event.metaKey ? "Ctrl+" : ""}${event.shiftKey && !printed ? "Shift+" : ""}${key}`;
}

function keysWritten(keys) {
  return keys.split(" ").map(stroke => keysSplit(stroke).map(key => key.length === 1 ? key.toLowerCase() : key).join("+")).join(" ");
}

function keysFind(pressed) {
  if (!pressed) return undefined;
  return [...commands.values()].find(one => one.keys && keysWritten(one.keys) === pressed && possible(one));
}

function keysBegins(pressed) {
  return [...commands.values()].some(one => one.keys && keysWritten(one.keys).startsWith(`${pressed} `));
}

function keysTyping(target) {
  return target instanceof Element && target.closest("textarea, select, [contenteditable], input:not([type=checkbox], [type=radio], [type=button], [type=range])") !== null;
}
