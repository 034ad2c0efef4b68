/** The place of a position in its series: "2" before "10", "3.5" between, ranges by their start; null sorts last. */
export function sortPosition(position: string | null): number | null {
  const first = position?.match(/\d+(?:\.\d+)?/);
  return first === null || first === undefined ? null : Number(first[0]);
}
