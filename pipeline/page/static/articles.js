// The chooser of the article, where the preview serves several.

import { fillWith, h } from "./dom.js";
import { offer } from "./commands.js";
import { set, state, watch } from "./state.js";

let articles = [];   // [{key, name, source}]

export function startArticles() {
  offer(() => articles.length < 2 ? [] : articles.map(one => ({ id: `article.${one.key}`, title: `Open article: ${one.name}`, run: () => set({ article: one.key, part: 1 }) })));
  watch(["article"], articlesDraw);
}

export function articlesAre(given) {
  articles = given;
  articlesDraw();
}

function articlesDraw() {
  const there = document.getElementById("article-chooser");
  if (articles.length < 2) return void there?.remove();
  const select = there?.querySelector("select") ?? h("select", { onchange: event => set({ article: event.target.value, part: 1 }) });
  fillWith(select, articles.map(one => h("option", { value: one.key }, one.name)));
  select.value = state.article;
  if (!there) document.getElementById("top-choices").prepend(h("label", { class: "inline-field", id: "article-chooser" }, h("span", {}, "Article"), select));
}
