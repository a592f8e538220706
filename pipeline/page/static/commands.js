// Everything that can be done, by name: the palette, the shortcuts and the help are made of this.

export const commands = new Map();

// A command: { id, title, keys?: "g s" or "Shift+J", when?: () => boolean, run: () => void }.
export function command(one) {
  commands.set(one.id, one);
}

export function possible(one) {
  return !one.when || one.when();
}

export function run(id) {
  const one = commands.get(id);
  if (one && possible(one)) one.run();
}
