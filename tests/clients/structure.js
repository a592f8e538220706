// What a page is made of, for ears, hands and eyes: what is missing or too small. Of a mail, programs
// take the body's children only, and show its links among their own.
({ mail }) => {
  const problems = [];
  const tell = (what, name) => problems.push(`${what}: ${(name || '').trim().slice(0, 50)}`);
  const all = selector => [...document.querySelectorAll(selector)];
  const style = e => getComputedStyle(e);
  const visible = e => e.checkVisibility({ checkOpacity: true, checkVisibilityCSS: true });
  const clear = colour => /^rgba\(.*, 0\)$/.test(colour);
  const file = e => `${e.alt} (${decodeURI(e.src).split('/').pop()})`;
  const named = e => `<${e.localName} class="${e.className}">`;

  for (const e of [document.documentElement, ...(mail ? [document.body, ...document.body.children] : [])])
    if (e.localName !== 'style' && !(e.lang && e.dir)) tell('no lang or dir', named(e));
  const ids = all('[id]').map(e => e.id);
  ids.filter((id, index) => ids.indexOf(id) < index).forEach(id => tell('id twice', id));

  const levels = all('h1, h2, h3, h4, h5, h6').filter(visible).map(e => Number(e.localName[1]));
  if (levels.filter(level => level === 1).length !== 1) tell('h1', levels.join(' '));
  levels.forEach((level, index) => {
    if (level > (levels[index - 1] || 0) + 1) tell('a level of headings is skipped', levels.join(' '));
  });
  for (const e of all('table'))
    if (!['presentation', 'none'].includes(e.getAttribute('role')) && !e.querySelector('th') && !e.closest('.cells'))
      tell('a table of layout without its role', named(e));

  for (const e of all('img')) {
    if (!e.hasAttribute('alt')) tell('no alt', file(e));
    for (const side of ['width', 'height'])
      if (!/^\d+$/.test(e.getAttribute(side) || '')) tell(`no ${side}`, file(e));
    const { width, height } = e.getBoundingClientRect();
    if (!visible(e) || !width || !e.naturalWidth) continue;
    const ratio = (width / height) / (e.naturalWidth / e.naturalHeight);
    if (Math.abs(ratio - 1) > 0.02) tell(`out of shape, ${ratio.toFixed(2)}`, file(e));
    if (width > e.naturalWidth) tell('blown up', file(e));
  }

  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walk.nextNode());) {
    const e = node.parentElement;
    if (!node.data.trim() || !visible(e)) continue;
    if (parseFloat(style(e).fontSize) < 14) tell(`${style(e).fontSize}`, node.data);
    if (style(e).textAlign === 'justify') tell('justified', node.data);
  }
  for (const e of all('*'))
    if (mail && visible(e) && style(e).backgroundImage !== 'none') tell('a background image', named(e));

  const links = all('a[href]').filter(visible);
  const block = e => { while (style(e).display === 'inline') e = e.parentElement; return e; };
  const length = text => text.replace(/[\s\p{P}]/gu, '').length;
  const isButton = e => [e, e.parentElement].some(one => !clear(style(one).backgroundColor) && style(e).display !== 'inline');
  const underlined = e => [e, ...e.querySelectorAll('*'), e.parentElement]
    .some(one => style(one).textDecorationLine.includes('underline') || parseFloat(style(one).borderBottomWidth) && style(one).display === 'inline');
  const inSentence = e => {
    const around = block(e);
    const own = [...around.querySelectorAll('a')].reduce((sum, link) => sum + length(link.textContent), 0);
    return style(e).display === 'inline' && length(around.textContent) > own;
  };
  const middle = rect => [(rect.left + rect.right) / 2, (rect.top + rect.bottom) / 2];
  for (const e of links) {
    const image = e.querySelector('img');
    if (!e.textContent.trim() && !(image && image.alt) && !e.getAttribute('aria-label')) tell('a link without words', e.href);
    if (!image && !isButton(e) && !underlined(e) && (mail || inSentence(e))) tell('told apart by colour only', e.textContent);
    // A personal link: the frame's own, at the foot.
    const least = e.hostname.endsWith('.invalid') ? 44 : 24;
    if (least === 24 && inSentence(e)) continue;
    const rect = e.getBoundingClientRect();
    const [x, y] = middle(rect);
    const near = links.filter(other => other !== e).map(other => {
      const [otherX, otherY] = middle(other.getBoundingClientRect());
      return Math.hypot(x - otherX, y - otherY);
    });
    if (rect.height < least - 0.5 && Math.min(...near) < least - 0.5)
      tell(`smaller than a finger, ${Math.round(rect.height)} px high, ${Math.round(Math.min(...near))} px apart`, e.textContent);
  }
  return problems;
}
