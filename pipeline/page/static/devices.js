// On what a letter is seen: the width of the screen, its zoom, how large its text is, day or night, pictures or none.

import { command } from "./commands.js";
import { MODES } from "./dark.js";
import { h } from "./dom.js";
import { set, state, watch } from "./state.js";

export const DEVICES = [
  { id: "phone", title: "Phone", width: 390, height: 844, keys: "d p" },
  { id: "small", title: "Small", width: 320, height: 568, keys: "d s" },
  { id: "tablet", title: "Tablet", width: 768, height: 1024, keys: "d t" },
  { id: "desktop", title: "Desktop", width: 1000, height: 0, keys: "d d" },
];
export const NARROWEST = 240, WIDEST = 1600;
const DEVICE_LEAST = 640;   // px: a desktop's reading pane is not narrower; its layout would be a phone's
const DEVICE_TEXTS = [100, 130, 200];
const DEVICE_ZOOMS = [50, 75, 100, 125, 150, 200];
export const DRESS_KEYS = ["mode", "text", "images"];
export const SIZE_KEYS = ["device", "width", "zoom"];

// The width and least height of the screen that is chosen. A desktop's is what there is room for.
export function screenSize(room = DEVICE_LEAST) {
  const device = DEVICES.find(one => one.id === state.device) ?? DEVICES[3];
  if (state.width) return { width: Math.min(WIDEST, Math.max(NARROWEST, state.width)), height: 0 };
  if (device.id !== "desktop") return device;
  return { width: Math.round(Math.min(device.width, Math.max(DEVICE_LEAST, room))), height: 0 };
}

export function startDevices() {
  for (const one of DEVICES) command({ id: `device.${one.id}`, group: "See it on", title: `Screen: ${one.title.toLowerCase()}${one.height ? `, ${one.width} px` : ""}`, keys: one.keys, run: () => set({ device: one.id, width: 0 }) });
  for (const one of MODES) command({ id: `mode.${one.id}`, group: "See it on", title: `Colours: ${one.title}`, keys: one.keys, run: () => set({ mode: one.id }) });
  for (const [id, title, keys, step] of [["in", "Zoom in", "+", 1], ["out", "Zoom out", "-", -1]])
    command({ id: `zoom.${id}`, group: "See it on", title, keys, run: () => set({ zoom: deviceZoom(step) }) });
  command({ id: "zoom.none", group: "See it on", title: "Zoom: as large as it is", keys: "0", run: () => set({ zoom: 100 }) });
  command({ id: "text.larger", group: "See it on", title: "Larger text, as set on a phone: the next size", keys: "x", run: () => set({ text: deviceText() }) });
  command({ id: "images.toggle", group: "See it on", title: "Pictures on or off", keys: "i", run: () => set({ images: state.images === "off" ? "on" : "off" }) });
  for (const [id, title, keys, step] of [["wider", "Wider by 10 px", "Shift+ArrowRight", 10], ["narrower", "Narrower by 10 px", "Shift+ArrowLeft", -10]])
    command({ id: `width.${id}`, group: "See it on", title, keys, run: () => set({ width: deviceWidth(screenSize().width + step) }) });
}

export function deviceWidth(width) {
  return Math.min(WIDEST, Math.max(NARROWEST, Math.round(width)));
}

function deviceText() {
  return DEVICE_TEXTS[(DEVICE_TEXTS.indexOf(state.text) + 1) % DEVICE_TEXTS.length];
}

function deviceZoom(step) {
  const other = step > 0 ? DEVICE_ZOOMS.find(one => one > state.zoom) : DEVICE_ZOOMS.findLast(one => one < state.zoom);
  return other ?? state.zoom;
}

const deviceBars = new Set();
watch([...DRESS_KEYS, ...SIZE_KEYS], () => deviceBars.forEach(one => (one.element.isConnected ? one.update() : deviceBars.delete(one))));

// The row of choices over a letter. `extra` stands before them; `note` (an element) behind.
export function deviceBar({ extra = null, note = null } = {}) {
  const group = `screen-${++deviceGroups}`;
  const devices = DEVICES.map(one => deviceRadio(one, group));
  const mode = deviceSelect("Colours", MODES.map(one => [one.id, one.title]), value => set({ mode: value }));
  const text = deviceSelect("Text", DEVICE_TEXTS.map(one => [one, one === 100 ? "Normal" : `${one} %`]), value => set({ text: Number(value) }));
  const zoom = deviceSelect("Zoom", DEVICE_ZOOMS.map(one => [one, `${one} %`]), value => set({ zoom: Number(value) }));
  const images = h("input", { type: "checkbox", onchange: event => set({ images: event.target.checked ? "on" : "off" }) });
  const guess = h("span", { class: "badge warn guess", title: "No program publishes how it changes colours. This follows what people measured." }, "approximation");
  const element = h("div", { class: "devices", role: "group", "aria-label": "How the letter is seen" }, extra,
    h("fieldset", { class: "segmented" }, h("legend", {}, "Screen"), devices.map(one => one.label)),
    mode.label, guess, text.label, zoom.label, h("label", { class: "check small" }, images, "Pictures"), note);
  const update = () => {
    for (const { input } of devices) input.checked = !state.width && input.value === state.device;
    for (const [select, value] of [[mode.select, state.mode], [text.select, state.text], [zoom.select, state.zoom]]) select.value = String(value);
    images.checked = state.images !== "off";
    guess.hidden = !MODES.find(one => one.id === state.mode)?.guess;
  };
  update();
  deviceBars.add({ element, update });
  return element;
}

let deviceGroups = 0;

function deviceRadio(one, group) {
  const input = h("input", { type: "radio", name: group, value: one.id, onchange: () => set({ device: one.id, width: 0 }) });
  return { input, label: h("label", { title: one.id === "desktop" ? "As wide as there is room" : `${one.width} px wide` }, input, one.title) };
}

function deviceSelect(title, options, chosen) {
  const select = h("select", { onchange: event => chosen(event.target.value) }, options.map(([value, name]) => h("option", { value: String(value) }, name)));
  return { select, label: h("label", { class: "inline-field" }, title, select) };
}
