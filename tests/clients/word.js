// Lays a page out as Word does, as far as a browser can: what Word does not know is taken away.
// Gives each table and cell that its content makes wider than it says.
() => {
  const unknown = ['max-width', 'min-width', 'border-radius', 'background-image', 'overflow',
    'box-shadow', 'float', 'position'];
  const cell = e => ['td', 'th'].includes(e.localName);
  for (const sheet of document.styleSheets) {
    for (let index = sheet.cssRules.length - 1; index >= 0; index--) {
      const rule = sheet.cssRules[index];
      if (!rule.style || rule.selectorText.includes('[')) sheet.deleteRule(index);
      else for (const name of unknown) rule.style.removeProperty(name);
    }
  }
  for (const e of document.querySelectorAll('[style]')) {
    const written = e.getAttribute('style');
    for (const name of unknown) e.style.removeProperty(name);
    if (!cell(e)) e.style.padding = '0';
    const padding = /mso-padding-alt:\s*([^;]+)/.exec(written);
    if (padding && cell(e)) e.style.padding = padding[1];
    if (/mso-hide:\s*all/.test(written)) e.style.display = 'none';
    if (['body', 'span', 'div', 'p', 'img'].includes(e.localName)) e.style.removeProperty('width');
    if (e.localName === 'img') { e.style.margin = '0'; e.style.removeProperty('height'); }
    if (e.localName === 'p' && !e.textContent.trim() && !e.querySelector('img')) e.style.display = 'none';
    if (e.localName === 'div' && e.style.display === 'inline-block') e.style.display = 'block';
  }
  return [...document.querySelectorAll('table[width], td[width]')]
    .map(e => [e.offsetWidth, parseFloat(e.getAttribute('width')), e])
    .filter(([wide, said, e]) => !e.getAttribute('width').includes('%') && wide > said + 1)
    .map(([wide, said, e]) => `pushed from ${said} to ${wide} px: ${e.textContent.trim().slice(0, 40)}`);
}
