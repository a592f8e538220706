// (to be written)

export function startPeople() {
}
