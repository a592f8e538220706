// The series that is shown, and the preview behind it, if there is one.

import { bound, set, state } from "./state.js";

export let series = null;      // the data, as docs/page-data.md tells
export let failure = null;     // the error of the last build, if it failed: {message, hint, file, line, column, where, written: the line, text: all of it}

const told = new Set();
const meta = document.querySelector('meta[name="letterloom-preview"]');
export const live = meta !== null;   // whether a preview serves the page; else it came from disk
const token = meta?.content ?? "";

// Be called whenever the series, its findings or the failure changed, with what did.
export function onSeries(listener) {
  told.add(listener);
}

export function show(data) {
  series = data;
  failure = null;
  set({});
  for (const one of told) one("series");
}

// Instead of a letter or a person that there is not: the last letter, the first person.
bound(() => series ? {
  part: Math.min(Math.max(1, Math.trunc(state.part)), series.parts.length),
  person: series.people[state.person] ? state.person : 0,
} : {});

// Another article, of which nothing was ever good.
export function forget() {
  series = null;
  for (const one of told) one("series");
}

export function fail(error) {
  failure = error;
  for (const one of told) one("failure");
}

export function found(findings) {
  if (series) Object.assign(series, findings);
  for (const one of told) one("findings");
}

// Ask the preview. Throws an Error with its message and hint; gives what it answers.
export async function ask(path, body) {
  const options = body === undefined ? {} : {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-Letterloom-Token": token },
    body: JSON.stringify(body),
  };
  const answer = await fetch(path, options);
  const given = answer.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json() : await answer.text();
  if (!answer.ok) throw Object.assign(new Error(given.message ?? answer.statusText), given);
  return given;
}

// A path of the preview's that is about the article shown.
export function about(what) {
  return `api/articles/${encodeURIComponent(state.article)}/${what}`;
}
