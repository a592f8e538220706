// Elements made of names, attributes and children: text is always text, never markup.

export function h(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes ?? {})) give(element, key, value);
  element.append(...children.flat(Infinity).filter(one => one !== null && one !== undefined && one !== false));
  return element;
}

function give(element, key, value) {
  if (value === null || value === undefined || value === false) return;
  if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
  else if (key === "value") element.value = value;
  else if (key === "style") Object.assign(element.style, value);
  else element.setAttribute(key, value === true ? "" : value);
}

export function fillWith(element, ...children) {
  element.replaceChildren(...children.flat(Infinity).filter(one => one !== null && one !== undefined && one !== false));
  return element;
}

const SAID_FOR = 8000;   // ms that it stands there
let saidLast = 0;

// Say something to people and to screen readers: the line at the foot of the page.
export function say(text) {
  const status = document.getElementById("status");
  status.textContent = text;
  clearTimeout(saidLast);
  saidLast = setTimeout(() => { status.textContent = ""; }, SAID_FOR);
}
