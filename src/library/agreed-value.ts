/** The value on which most files agree; null where no more than half of those that say something say the same. */
export function agreedValue<S, T extends string | number | boolean>(
  files: readonly S[],
  read: (file: S) => T | null,
): T | null {
  const counts = new Map<T, number>();
  let said = 0;
  for (const file of files) {
    const value = read(file);
    if (value === null) continue;
    said += 1;
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  for (const [value, count] of counts) if (count * 2 > said) return value;
  return null;
}
