const SIZE_UNITS = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];

/** A size in decimal units: `512 B`, `4.2 MB`, `812 MB`. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < SIZE_UNITS.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value.toFixed(unit === 0 || value >= 99.95 ? 0 : 1)} ${SIZE_UNITS[unit]}`;
}

/** A running time: `12 h 4 min`, `4 min`, `12 s`. */
export function formatDuration(seconds: number): string {
  if (seconds < 59.5) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return minutes % 60 === 0 || hours >= 100
    ? `${hours.toLocaleString('en')} h`
    : `${hours} h ${minutes % 60} min`;
}

/** An instant in the time of this machine: `2026-11-22 09:30`. */
export function formatInstant(instant: string): string {
  const at = new Date(instant);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

/** `1 book`, `2,310 books`. */
export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

/** A state of the wire as words: `needs_person` is `needs person`. */
export function wordsOf(state: string): string {
  return state.replaceAll('_', ' ');
}
