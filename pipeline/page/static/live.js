// (to be written)

export function startLive() {
}
