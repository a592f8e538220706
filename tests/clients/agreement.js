() => {
  const LOOK = ["color", "background-color", "font-size", "font-family", "font-weight", "font-style",
    "line-height", "text-align", "display", "width", "text-decoration-line",
    ...["top", "right", "bottom", "left"].flatMap(side => [`padding-${side}`, `margin-${side}`,
      `border-${side}-width`, `border-${side}-style`])];
  const texts = [];
  for (const one of [document.body, ...document.body.querySelectorAll("*")]) {
    const own = [...one.childNodes].filter(node => node.nodeType === 3)
      .map(node => node.data.trim()).filter(Boolean).join(" ");
    if (!own || !one.checkVisibility() || /^(style|script|title|noscript)$/i.test(one.tagName)) continue;
    const style = getComputedStyle(one);
    const look = Object.fromEntries(LOOK.map(name => [name, style.getPropertyValue(name)]));
    const start = style.direction === "rtl" ? "right" : "left";
    look["text-align"] = look["text-align"].replace(/^-\w+-/, "").replace(/^(start|auto)$/, start);
    texts.push({ text: own.replace(/\s+/g, " "), look });
  }
  const shown = [...document.images].filter(one => one.checkVisibility());
  // Gecko counts the choices of a list as no text.
  for (const one of document.querySelectorAll("select")) one.hidden = true;
  return {
    words: document.body.innerText.match(/[\p{L}\p{N}]+/gu) ?? [],
    links: [...document.querySelectorAll("a[href]")].map(one => one.getAttribute("href")),
    images: shown.map(one => one.alt),
    texts,
    width: document.documentElement.clientWidth,
  };
}
