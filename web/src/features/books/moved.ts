/** A list with one entry in another place. */
export function moved<T>(list: readonly T[], from: number, to: number): readonly T[] {
  const entry = list.slice(from, from + 1);
  return list.toSpliced(from, 1).toSpliced(to, 0, ...entry);
}
