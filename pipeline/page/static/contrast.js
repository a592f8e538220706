// How well one colour can be read on another (WCAG 2.2), and the nearest shade that can be.

export const ENOUGH_CONTRAST = 4.5;
const CONTRAST_STEPS = 256;

// From 1 to 21, for two colours #RRGGBB.
export function contrastOf(ink, ground) {
  const [darker, lighter] = [luminanceOf(ink), luminanceOf(ground)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

export function isColour(text) {
  return /^#[0-9A-Fa-f]{6}$/.test(text);
}

// As people read it, never rounded up to what is asked for: "4.49:1".
export function contrastText(ratio) {
  return `${(Math.floor(ratio * 100) / 100).toFixed(2)}:1`;
}

// The pairs of a palette that can't be read: [{ink, ground, ratio}].
export function unreadablePairs(palette, pairs) {
  return pairs
    .filter(([ink, ground]) => isColour(palette[ink] ?? "") && isColour(palette[ground] ?? ""))
    .map(([ink, ground]) => ({ ink, ground, ratio: contrastOf(palette[ink], palette[ground]) }))
    .filter(one => one.ratio < ENOUGH_CONTRAST);
}

// The nearest shade of one of a palette's colours with which all its pairs can be read, or null.
export function readableShade(palette, pairs, name) {
  const own = pairs.filter(pair => pair.includes(name));
  const fits = shade => !unreadablePairs({ ...palette, [name]: shade }, own).length;
  if (fits(palette[name])) return palette[name];
  for (let step = 1; step <= CONTRAST_STEPS; step++)
    for (const end of [0, 255]) {
      const shade = mixedColour(palette[name], end, step);
      if (fits(shade)) return shade;
    }
  return null;
}

function luminanceOf(colour) {
  const [red, green, blue] = channelsOf(colour).map(value => {
    const one = value / 255;
    return one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function channelsOf(colour) {
  return [1, 3, 5].map(at => parseInt(colour.slice(at, at + 2), 16));
}

function mixedColour(colour, end, step) {
  const mixed = channelsOf(colour).map(one => Math.round(one + ((end - one) * step) / CONTRAST_STEPS));
  return "#" + mixed.map(one => one.toString(16).padStart(2, "0")).join("").toUpperCase();
}
