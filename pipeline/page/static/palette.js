// (to be written)

export function startPalette() {
}
