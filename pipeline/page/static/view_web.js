// The web version of a letter, as somebody sees it of whom nothing is known.

import { DRESS_KEYS, SIZE_KEYS, deviceBar, screenSize } from "./devices.js";
import { fillWith, h } from "./dom.js";
import { dropFrames, settle, shape, showIn } from "./frame.js";
import { newFrame, nothingYet, openIndex } from "./letter.js";
import { webText } from "./mail.js";
import { originBar } from "./origin.js";
import { dressing } from "./scheme.js";
import { live, series } from "./series.js";
import { state } from "./state.js";

let webPage = null;

export const webView = {
  id: "web",
  title: "Web version",
  keys: "g w",
  open(room) {
    const stand = h("div", { class: "stand" }), desk = h("div", { class: "desk", tabindex: "0", role: "region", "aria-label": "The web version" }, stand), note = h("span", { class: "small muted push" });
    webPage = { stand, desk, note, frame: null };
    fillWith(room, h("div", { class: "letters" }, deviceBar({ note }), desk, originBar));
    webPage.observer = new ResizeObserver(() => webFit());
    webPage.observer.observe(desk);
    webRefresh(["series"]);
  },
  refresh: changed => webRefresh(changed),
  close() {
    webPage.observer.disconnect();
    if (webPage.frame) dropFrames([webPage.frame]);
    webPage = null;
  },
};

function webRefresh(changed) {
  if (!webPage) return;
  if (!series) return void fillWith(webPage.stand, nothingYet());
  if (changed.some(key => SIZE_KEYS.includes(key))) webFit();
  if (!changed.some(key => ["series", "part", ...DRESS_KEYS].includes(key))) return;
  const index = openIndex(), part = series.parts[index];
  webPage.frame ??= newFrame(index);
  Object.assign(webPage.frame, { part: part.number, title: `The web version of letter ${part.number}` });
  fillWith(webPage.note, live || !part.files?.web ? null : h("a", { href: encodeURI(part.files.web) }, part.files.web));
  settle(webPage.frame, webPage.stand);
  webFit();
  const dressed = dressing(state);
  showIn(webPage.frame, { html: webText(series, index, dressed.images), dressing: dressed, places: [], prefix: series.prefix });
}

function webFit() {
  if (!webPage?.frame || !webPage.desk.clientWidth) return;
  const room = webPage.desk.clientWidth - 48, { width, height } = screenSize(room);
  shape(webPage.frame, { width, least: height, scale: Math.min(1, room / width) * state.zoom / 100 });
}
