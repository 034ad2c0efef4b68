/** Round values from 0 to at least `most`: 1, 2 or 5 times a power of ten apart, four to six of them. */
export function ticksUpTo(most: number): readonly number[] {
  if (most <= 0) return [0, 1];
  const power = 10 ** Math.floor(Math.log10(most / 4));
  const step = [1, 2, 5, 10].map((times) => times * power).find((size) => most / size <= 5) ?? 10 * power;
  return Array.from({ length: Math.ceil(most / step - 1e-9) + 1 }, (_, at) => at * step);
}

/** At most `count` of these, the first and the last among them, evenly between. */
export function someOf<T>(
  all: readonly T[],
  count: number,
): readonly { readonly at: number; readonly value: T }[] {
  const places =
    all.length <= count
      ? all.map((_, at) => at)
      : Array.from({ length: count }, (_, at) => Math.round((at * (all.length - 1)) / (count - 1)));
  return places.flatMap((at) => {
    const value = all[at];
    return value === undefined ? [] : [{ at, value }];
  });
}
