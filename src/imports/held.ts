/** Why an import goes no further until a person has looked. */
export class Held extends Error {
  override readonly name = 'Held';
  readonly reasons: readonly string[];

  constructor(reasons: readonly string[]) {
    super(reasons[0] ?? 'It is in doubt.');
    this.reasons = reasons;
  }
}
