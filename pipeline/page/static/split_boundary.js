// The boundary between two letters: dragged, moved with the arrow keys, or taken away.

import { h } from "./dom.js";
import { scrollerOf } from "./frame.js";
import { live, series } from "./series.js";
import { splitName } from "./split_model.js";

const BOUNDARY_EDGE = 64;   // px from the edge of what scrolls, where dragging scrolls it

// Above letter `number`. does: { hop(step) moves a block over it, drop(), cancel(), join() }.
export function boundary(number, start, reach, does, locked) {
  if (!live) return h("div", { class: "split-boundary still", "aria-hidden": "true" });
  const forced = series.blocks[start].forced;
  const handle = h("div", { class: "split-handle", role: "separator", "aria-orientation": "horizontal", "data-boundary": number, "aria-label": `Where letter ${number} begins` },
    h("span", { class: "split-grip", "aria-hidden": "true" }));
  boundaryAt(handle, start, reach);
  const why = locked || (forced ? "The article itself asks for a letter to begin here: <!-- part -->" : "");
  if (why) return h("div", { class: "split-boundary still" }, h("span", { class: "small muted" }, why));
  handle.tabIndex = 0;
  boundaryKeys(handle, does);
  boundaryDrag(handle, does);
  const join = h("button", { type: "button", class: "button quiet split-join", "data-join": number, onclick: () => does.join() }, "Join with the letter before");
  return h("div", { class: "split-boundary" }, handle, join);
}

// What assistive technology is told of where a boundary stands.
export function boundaryAt(handle, start, [least, most]) {
  handle.setAttribute("aria-valuemin", least);
  handle.setAttribute("aria-valuemax", most);
  handle.setAttribute("aria-valuenow", start);
  handle.setAttribute("aria-valuetext", `begins with ${splitName(start)}`);
}

function boundaryKeys(handle, does) {
  handle.addEventListener("keydown", event => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const act = {
      ArrowUp: () => does.hop(-1), ArrowDown: () => does.hop(1), Enter: () => does.drop(), " ": () => does.drop(),
      Escape: () => does.cancel(), Delete: () => does.join(), Backspace: () => does.join(),
    }[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
    if (event.key.startsWith("Arrow")) does.soon();
  });
  handle.addEventListener("blur", () => does.drop());
}

// Blocks hop over the handle as the pointer passes their middle; the handle itself stays where it hangs.
function boundaryDrag(handle, does) {
  let dragging = null;
  const follow = () => {
    if (!dragging) return;
    boundaryScroll(handle, dragging.y);
    while (boundaryHop(handle, dragging.y, does));
    dragging.frame = requestAnimationFrame(follow);
  };
  const end = done => {
    if (!dragging) return;
    cancelAnimationFrame(dragging.frame);
    dragging = null;
    handle.classList.remove("dragging");
    done();
  };
  handle.addEventListener("pointerdown", event => {
    if (event.button > 0) return;
    event.preventDefault();
    handle.focus({ preventScroll: true });
    handle.setPointerCapture(event.pointerId);
    handle.classList.add("dragging");
    dragging = { y: event.clientY, frame: 0 };
    follow();
  });
  handle.addEventListener("pointermove", event => dragging && (dragging.y = event.clientY));
  handle.addEventListener("pointerup", event => {
    if (!dragging) return;
    dragging.y = event.clientY;
    while (boundaryHop(handle, event.clientY, does));
    end(() => does.drop());
  });
  handle.addEventListener("pointercancel", () => end(() => does.cancel()));
  handle.addEventListener("keydown", event => event.key === "Escape" && end(() => {}));
}

// One block over the boundary, if the pointer is past its middle. Gives whether one went.
function boundaryHop(handle, y, does) {
  const around = handle.closest(".split-boundary");
  const above = around.previousElementSibling.querySelector(".split-item:last-child");
  const below = around.nextElementSibling.querySelector(".split-item:first-child");
  if (below && y > boundaryMiddle(below)) return does.hop(1);
  if (above && y < boundaryMiddle(above)) return does.hop(-1);
  return false;
}

function boundaryMiddle(item) {
  const rect = item.querySelector(".split-block").getBoundingClientRect();
  return (rect.top + rect.bottom) / 2;
}

function boundaryScroll(handle, y) {
  const scroller = scrollerOf(handle);
  const page = scroller === document.scrollingElement;
  const { top, bottom } = page ? { top: 0, bottom: innerHeight } : scroller.getBoundingClientRect();
  if (y < top + BOUNDARY_EDGE) scroller.scrollTop -= Math.ceil((top + BOUNDARY_EDGE - y) / 5);
  if (y > bottom - BOUNDARY_EDGE) scroller.scrollTop += Math.ceil((y - bottom + BOUNDARY_EDGE) / 5);
}
