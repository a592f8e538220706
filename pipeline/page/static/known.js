// (to be written)

export function startKnown() {
}
