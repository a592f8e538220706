// An article's letters as the places where they begin, and what can be done with these: nothing is drawn here.

import { series } from "./series.js";

const SPLIT_READING = 200;   // words a minute, as the program counts

// The index of the block that each letter begins with.
export function splitStarts() {
  return series.blocks.flatMap((block, index) => (block.begins ? [index] : []));
}

// Each letter's blocks as [first, behind the last].
export function splitRanges(starts) {
  return starts.map((start, at) => [start, starts[at + 1] ?? series.blocks.length]);
}

export function splitWords([first, end]) {
  return series.blocks.slice(first, end).reduce((sum, block) => sum + block.words, 0);
}

export function splitMinutes(words) {
  return Math.max(1, Math.round(words / SPLIT_READING));
}

// How a number of words stands to those that are wished for: "short", "long" or "".
export function splitFit(words) {
  const [fewest, most] = series.article.range;
  if (words < fewest) return "short";
  return words > most ? "long" : "";
}

export function splitTold(words) {
  const minutes = splitMinutes(words);
  const told = `${words} word${words === 1 ? "" : "s"}, ${minutes} minute${minutes === 1 ? "" : "s"}`;
  const fit = splitFit(words);
  return fit ? `${told}, ${fit === "short" ? "shorter" : "longer"} than wished` : told;
}

// Where letter `at` (from 0) may begin: behind its neighbours' beginnings.
export function splitReach(starts, at) {
  return [starts[at - 1] + 1, (starts[at + 1] ?? series.blocks.length) - 1];
}

// What was taken out before each block, and behind the last: lists of removals by block.
export function splitRemovals() {
  const before = series.blocks.map(() => []);
  const behind = [];
  for (const one of series.removals) {
    const index = series.blocks.findIndex(block => block.lines[0] > one.lines[0]);
    (index < 0 ? behind : before[index]).push(one);
  }
  return { before, behind };
}

// The first words of a block, as it is called when it is spoken of.
export function splitName(index) {
  const words = (series.blocks[index]?.text ?? "").trim().split(/\s+/);
  const name = words.slice(0, 7).join(" ");
  return `“${name.slice(0, 60)}${words.length > 7 || name.length > 60 ? "…" : ""}”`;
}
