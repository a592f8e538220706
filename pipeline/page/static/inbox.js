// (to be written)

export function startInbox() {
}
