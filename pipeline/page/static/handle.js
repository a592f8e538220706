// The edge of a letter by which its width is dragged, or set with the arrow keys.

import { NARROWEST, WIDEST, deviceWidth } from "./devices.js";
import { h } from "./dom.js";
import { set, written } from "./state.js";

const HANDLE_STEPS = { ArrowLeft: -10, ArrowDown: -10, ArrowRight: 10, ArrowUp: 10, PageDown: -100, PageUp: 100 };

// A handle for a letter that stands in the middle; `scale()` tells how large it is shown.
export function widthHandle(scale) {
  const number = h("span", { class: "handle-number" });
  const element = h("div", {
    class: "handle", role: "slider", tabindex: "0", "aria-label": "Width of the letter", "aria-orientation": "horizontal",
    "aria-valuemin": String(NARROWEST), "aria-valuemax": String(WIDEST), title: "Drag to any width",
  }, number);
  const handle = { element, width: 0, update: (width, at) => handleTell(handle, number, width, at) };
  element.addEventListener("pointerdown", event => handleDrag(handle, event, scale));
  element.addEventListener("keydown", event => handleKey(handle, event));
  return handle;
}

function handleTell(handle, number, width, scale) {
  handle.width = width;
  number.textContent = shownSize(width, scale);
  handle.element.setAttribute("aria-valuenow", String(width));
  handle.element.setAttribute("aria-valuetext", `${width} pixels`);
}

// "640 px at 86 %", as people say how large something is shown.
export function shownSize(width, scale) {
  const percent = Math.round(scale * 100);
  return percent === 100 ? `${width} px` : `${width} px at ${percent} %`;
}

// Dragging moves both edges, for the letter stays in the middle. The address is written when it ends.
function handleDrag(handle, event, scale) {
  if (event.button) return;
  event.preventDefault();
  const { element } = handle, from = event.clientX, width = handle.width;
  element.setPointerCapture(event.pointerId);
  element.focus({ preventScroll: true });
  element.classList.add("dragged");
  const moved = one => set({ width: deviceWidth(width + 2 * (one.clientX - from) / scale()) }, { silent: true });
  const ended = () => {
    element.removeEventListener("pointermove", moved);
    element.classList.remove("dragged");
    history.replaceState(null, "", written());
  };
  element.addEventListener("pointermove", moved);
  element.addEventListener("lostpointercapture", ended, { once: true });
}

function handleKey(handle, event) {
  const step = HANDLE_STEPS[event.key];
  const width = step ? handle.width + (event.shiftKey ? Math.sign(step) : step) : { Home: NARROWEST, End: WIDEST }[event.key];
  if (width === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  event.stopPropagation();
  set({ width: deviceWidth(width) });
}
