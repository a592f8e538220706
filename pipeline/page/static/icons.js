// The few drawings of the page, as lines.

const ICON_LINES = {
  search: "M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM20 20l-4-4",
  help: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18ZM9.4 9.3a2.7 2.7 0 1 1 3.9 2.6c-.9.4-1.3 1-1.3 1.9M12 17v.1",
  close: "M6 6l12 12M18 6 6 18",
  left: "M14 6l-6 6 6 6",
  right: "M10 6l6 6-6 6",
  letters: "M4 5h16v14H4zM9.5 5v14",
  known: "M4 5h16v14H4zM14.5 5v14",
};

export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const path = document.createElementNS("http://www.w3.org/2000/svg", "path");
  for (const [key, value] of Object.entries({ viewBox: "0 0 24 24", "aria-hidden": "true", class: "icon", width: "18", height: "18" })) svg.setAttribute(key, value);
  path.setAttribute("d", ICON_LINES[name]);
  svg.append(path);
  return svg;
}
