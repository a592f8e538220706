// What can stand in the middle of the page, and at its right: views and panels, by name.

// Each is { id, title, keys?, live?: true where it needs the preview, open(room), refresh(changed), close?() }.
// `open` is given an empty element to fill. `refresh` is called with the names of what changed:
// keys of the state, or "series", "findings"; it may keep what stands there (frames, scrolling).

export const views = new Map();
export const panels = new Map();

export function view(one) {
  views.set(one.id, one);
}

export function panel(one) {
  panels.set(one.id, one);
}
