// (to be written)

export function startShell() {
}
