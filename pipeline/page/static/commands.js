// Everything that can be done, by name: the palette, the shortcuts and the help are made of this.

export const commands = new Map();
const offers = new Set();

// A command: { id, title, group?, keys?: "g s" or "Shift+J", when?: () => boolean, run: () => void }.
// "Ctrl+K" is Cmd+K on a Mac. `group` is the heading under which the help lists it.
export function command(one) {
  commands.set(one.id, one);
}

// More commands that depend on what is shown, asked for whenever the palette opens.
export function offer(give) {
  offers.add(give);
}

// Whatever can be done now.
export function possibilities() {
  return [...commands.values(), ...[...offers].flatMap(give => give())].filter(possible);
}

export function possible(one) {
  return !one.when || one.when();
}

export function run(id) {
  const one = commands.get(id);
  if (one && possible(one)) one.run();
}
