/** An instant in the time of this machine: `2026-11-22 09:30`. */
export function formatInstant(instant: string): string {
  const at = new Date(instant);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** A state of the wire as words: `needs_person` is `needs person`. */
export function wordsOf(state: string): string {
  return state.replaceAll('_', ' ');
}
