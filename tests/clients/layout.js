// What a reader sees of a page: what lies where it may not, and each text with its colours.
() => {
  const problems = [];
  const tell = (what, name) => problems.push(`${what}: ${name.trim().slice(0, 50)}`);
  const style = e => getComputedStyle(e);
  const clear = colour => /^rgba\(.*, 0\)$/.test(colour);
  const visible = e => e.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
  // What is there for screen readers only is a pixel that hides the rest.
  const forEars = e => {
    for (; e !== document.body; e = e.parentElement) {
      if (style(e).position !== 'absolute') continue;
      const { width, height, right, bottom } = e.getBoundingClientRect();
      if ((width <= 1 && height <= 1) || right <= 0 || bottom <= 0) return true;
    }
    return false;
  };
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) tell('scrolls sideways', `${root.scrollWidth} px`);

  const probe = document.body.appendChild(document.createElement('i'));
  probe.style.backgroundColor = 'Canvas';
  const canvas = style(probe).backgroundColor;
  probe.remove();
  const grounds = e => {
    const found = [];
    for (; e; e = e.parentElement) if (!clear(style(e).backgroundColor)) found.push(style(e).backgroundColor);
    return [...found, canvas];
  };
  const ink = (e, text) => ({
    text: text.trim().slice(0, 50), colour: style(e).color, grounds: grounds(e),
    size: parseFloat(style(e).fontSize), weight: Number(style(e).fontWeight),
  });

  // A line's box is as high as its font wishes; what must not touch is the letters, one em high.
  const letters = (rect, em) => {
    const middle = (rect.top + rect.bottom) / 2;
    const half = Math.min(rect.height, em) / 2;
    return { left: rect.left, right: rect.right, top: middle - half, bottom: middle + half };
  };
  const leaves = []; const texts = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walk.nextNode());) {
    const e = node.parentElement;
    if (!node.data.trim() || !visible(e) || forEars(e)) continue;
    const em = parseFloat(style(e).fontSize);
    texts.push({ ...ink(e, node.data), silent: Boolean(e.closest('[aria-hidden=true]')) });
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const rect of range.getClientRects())
      if (rect.width > 0) leaves.push({ name: node.data, e, box: letters(rect, em), text: true });
  }
  for (const image of document.images) {
    const rect = image.getBoundingClientRect();
    if (!visible(image) || !rect.width || !rect.height) continue;
    leaves.push({ name: image.alt || image.src, e: image, box: rect });
    if (!image.naturalWidth && image.alt) texts.push({ ...ink(image, image.alt), silent: false });
  }
  for (const e of document.querySelectorAll('a'))
    if (visible(e) && !clear(style(e).backgroundColor))
      leaves.push({ name: e.textContent, e, box: e.getBoundingClientRect() });

  leaves.sort((one, other) => one.box.top - other.box.top);
  leaves.forEach((one, index) => {
    for (let next = index + 1; next < leaves.length; next++) {
      const other = leaves[next];
      if (other.box.top > one.box.bottom - 1.5) break;
      if (one.e !== other.e && (one.e.contains(other.e) || other.e.contains(one.e)) && !(one.text && other.text)) continue;
      const across = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const down = Math.min(one.box.bottom, other.box.bottom) - other.box.top;
      if (across > 1.5 && down > 1.5) tell('overlap', `${one.name.trim().slice(0, 22)} | ${other.name}`);
    }
  });

  const edge = 16;
  for (const { name, e, box, text } of leaves) {
    if (text && (box.left < edge || box.right > root.clientWidth - edge)) tell('at the edge', name);
    for (let a = text ? e : e.parentElement; a && a !== document.body; a = a.parentElement) {
      const { overflowX, overflowY, backgroundColor, display } = style(a);
      if (display.startsWith('inline')) continue;
      const rect = a.getBoundingClientRect();
      const wide = box.left < rect.left - 1 || box.right > rect.right + 1;
      const high = box.top < rect.top - 1 || box.bottom > rect.bottom + 1;
      if (wide && (overflowX !== 'visible' || !clear(backgroundColor))) tell('cut off', name);
      else if (high && (overflowY !== 'visible' || !clear(backgroundColor))) tell('cut off below', name);
      else continue;
      break;
    }
  }
  return { problems, texts };
}
