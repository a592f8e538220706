// Colours as lightness, chroma and hue (CIE LCh, white D65): the same arithmetic as pipeline/colour/lab.py.

const LAB_WHITE = [0.9504559, 1.0, 1.0890578];
const LAB_TO_XYZ = [[0.4123908, 0.3575843, 0.1804808], [0.2126390, 0.7151687, 0.0721923], [0.0193308, 0.1191948, 0.9505322]];
const LAB_FROM_XYZ = [[3.2409699, -1.5373832, -0.4986108], [-0.9692436, 1.8759675, 0.0415551], [0.0556301, -0.2039770, 1.0569715]];
const LAB_KAPPA = 24389 / 27, LAB_EPSILON = 216 / 24389;
const LAB_HALVINGS = 12;   // of the chroma, where a colour lies outside of what a screen shows
const LAB_SLACK = 0.0005;  // of a channel: less than rounding does

// [red, green, blue], 0 to 255, as [lightness, chroma, hue in degrees].
export function toLch(rgb) {
  const light = rgb.map(value => labLinear(value / 255));
  const [x, y, z] = labProduct(LAB_TO_XYZ, light).map((value, index) => labRoot(value / LAB_WHITE[index]));
  const a = 500 * (x - y), b = 200 * (y - z);
  const hue = Math.atan2(b, a) * 180 / Math.PI;
  return [116 * y - 16, Math.hypot(a, b), hue < 0 ? hue + 360 : hue];
}

// [red, green, blue] of that lightness and hue, its chroma lowered where no screen has it.
export function fromLch([asked, chroma, hue]) {
  const lightness = Math.min(100, Math.max(0, asked));
  let low = 0, high = chroma;
  if (labShown(labChannels(lightness, high, hue))) low = high;
  for (let step = low < high ? LAB_HALVINGS : 0; step > 0; step--) {
    const middle = (low + high) / 2;
    if (labShown(labChannels(lightness, middle, hue))) low = middle;
    else high = middle;
  }
  return labChannels(lightness, low, hue).map(value => Math.round(255 * Math.min(1, Math.max(0, value))));
}

function labChannels(lightness, chroma, hue) {
  const y = (lightness + 16) / 116, turn = hue * Math.PI / 180;
  const xyz = [y + chroma * Math.cos(turn) / 500, y, y - chroma * Math.sin(turn) / 200];
  return labProduct(LAB_FROM_XYZ, xyz.map((value, index) => labCube(value) * LAB_WHITE[index])).map(labEncoded);
}

function labShown(channels) {
  return channels.every(value => -LAB_SLACK <= value && value <= 1 + LAB_SLACK);
}

function labProduct(matrix, vector) {
  return matrix.map(row => row[0] * vector[0] + row[1] * vector[1] + row[2] * vector[2]);
}

function labLinear(value) {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

function labRoot(value) {
  return value > LAB_EPSILON ? value ** (1 / 3) : (LAB_KAPPA * value + 16) / 116;
}

function labCube(value) {
  return value ** 3 > LAB_EPSILON ? value ** 3 : (116 * value - 16) / LAB_KAPPA;
}

function labEncoded(value) {
  return value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055;
}
