// The colours that elements carry in themselves, or, given new ones, Outlook.com's dark: it writes
// its own colours into the elements and marks each that it changed, or one that holds them all.
given => {
  const hex = colour => '#' + colour.match(/[\d.]+/g).slice(0, 3)
    .map(part => Math.round(part).toString(16).padStart(2, '0')).join('');
  const found = { color: new Set(), backgroundColor: new Set() };
  const marks = { color: 'ogsc', backgroundColor: 'ogsb' };
  for (const e of document.querySelectorAll('body, body *')) {
    if (e.getAttribute('bgcolor') && !e.style.backgroundColor) e.style.backgroundColor = e.getAttribute('bgcolor');
    for (const [name, mark] of Object.entries(marks)) {
      if (!/^(#|rgb\()/.test(e.style[name])) continue;
      found[name].add(hex(e.style[name]));
      if (!given) continue;
      const changed = given.colours[name][hex(e.style[name])];
      if (changed.toLowerCase() === hex(e.style[name])) continue;
      e.style[name] = changed;
      (given.on === 'element' ? e : document.body).dataset[mark] = '';
    }
  }
  return { color: [...found.color], backgroundColor: [...found.backgroundColor] };
}
