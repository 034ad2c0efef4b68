/** A value with the text of the path that it was read from, and the rule that read it so. */
export interface Found<T> {
  readonly value: T;
  readonly from: string;
  readonly why: string;
}

export function found<T>(value: T, from: string, why: string): Found<T> {
  return { value, from, why };
}
