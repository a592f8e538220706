// The preview behind the page: its articles, and what it tells as it happens.

import { articlesAre } from "./articles.js";
import { fillWith, h, say } from "./dom.js";
import { about, ask, fail, failure, forget, found, onSeries, series, show } from "./series.js";
import { set, state, watch } from "./state.js";

const LIVE_WAITS = [500, 1000, 2000, 4000, 8000];   // ms before it is tried again to reach the preview
const LIVE_CALM = 2;                                // tries before anybody is told that it is gone

let liveStream = null, liveTries = 0, liveAsked = 0, liveShown = "", liveEarly = null, liveLater = 0;

export function startLive() {
  watch(["article"], () => state.article !== liveShown && liveFetch());
  onSeries(() => liveTell());
  addEventListener("online", () => liveTries && liveConnect());
  addEventListener("pagehide", () => liveStream?.close());
  addEventListener("pageshow", event => event.persisted && liveConnect());
  liveConnect();
}

function liveConnect() {
  clearTimeout(liveLater);
  liveStream?.close();
  const stream = liveStream = new EventSource("api/events");
  stream.onopen = () => liveOpened();
  stream.onerror = () => stream === liveStream && liveLost();
  for (const [name, hear] of [["series", liveSeries], ["findings", liveFindings], ["failure", liveFailure]])
    stream.addEventListener(name, event => hear(JSON.parse(event.data)));
}

async function liveOpened() {
  const again = liveTries > 0;
  liveTries = 0;
  liveTell();
  if (again && await liveIsAnother()) return location.reload();
  try {
    const list = await ask("api/articles");
    articlesAre(list);
    if (list.length && !list.some(one => one.key === state.article)) set({ article: list[0].key });
    else liveFetch();
    articlesAre(list);
  } catch {
    liveLost();
  }
}

// A preview that was started anew has a token of its own, which only its own page knows.
async function liveIsAnother() {
  try {
    const page = new DOMParser().parseFromString(await (await fetch("./")).text(), "text/html");
    const name = 'meta[name="letterloom-preview"]';
    return page.querySelector(name)?.content !== document.querySelector(name).content;
  } catch {
    return false;
  }
}

function liveLost() {
  liveStream?.close();
  liveStream = null;
  clearTimeout(liveLater);
  liveLater = setTimeout(liveConnect, LIVE_WAITS[Math.min(liveTries, LIVE_WAITS.length - 1)]);
  liveTries += 1;
  liveTell();
}

// Only the newest answer counts.
async function liveFetch() {
  const turn = ++liveAsked, key = state.article;
  if (!key) return;
  try {
    const given = await ask(about("series"));
    if (turn !== liveAsked) return;
    if (given.series && liveIsNews(given, key)) show(given.series);
    else if (!given.series && key !== liveShown && series) forget();
    liveShown = key;
    if (liveEarly && liveEarly.article === key && liveEarly.version === series?.version && !series.findings) found(liveKept(liveEarly));
    if (given.failure && given.failure.message !== failure?.message) fail(given.failure);
    liveTell();
  } catch (error) {
    if (turn === liveAsked && !liveTries) say(`The preview did not answer: ${error.message}`);
  }
}

function liveIsNews(given, key) {
  if (key !== liveShown || given.series.version !== series?.version) return true;
  return (failure && !given.failure) || (given.series.findings && !series.findings);
}

function liveSeries(told) {
  if (told.article === state.article) liveFetch();
}

function liveFindings(told) {
  if (told.article !== state.article) return;
  liveEarly = told;
  if (told.version === series?.version) found(liveKept(told));
}

function liveKept({ findings, ignored, approval }) {
  return { findings, ignored, approval };
}

function liveFailure(told) {
  if (told.article !== state.article) return;
  fail(told);
  liveFetch();
}

// How it stands, at the top; and calmly, if the preview is gone.
function liveTell() {
  const [kind, text] = liveStanding();
  const place = document.getElementById("live-state");
  if (place.dataset.kind !== kind) fillWith(place, h("span", { class: "live-dot", "aria-hidden": "true" }), h("span", {}, text));
  place.dataset.kind = kind;
  const notice = document.getElementById("gone"), gone = kind === "offline";
  if (gone && !notice) document.getElementById("top").after(h("p", { id: "gone", role: "status" }, "The preview has ended. Start it again with ", h("code", {}, "letterloom preview"), "."));
  if (!gone) notice?.remove();
}

function liveStanding() {
  if (liveTries >= LIVE_CALM) return ["offline", "Offline"];
  if (failure) return ["failed", "Stopped at an error"];
  if (!series) return ["building", "Building…"];
  if (series.findings === null) return ["checking", "Checking…"];
  return ["current", "Up to date"];
}
