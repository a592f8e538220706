// (to be written)

export function startTrouble() {
}
