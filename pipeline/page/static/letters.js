// (to be written)

export function startLetters() {
}
