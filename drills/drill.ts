/** One line of the table that a drill prints. */
export interface Outcome {
  readonly drill: string;
  readonly happened: string;
  /** From the end of the fault until everything worked; null where there was nothing to recover from. */
  readonly seconds: number | null;
}

export interface DrillOptions {
  /** Seconds instead of a minute, few things instead of many: what every run of the tests does. */
  readonly isShort: boolean;
}

/** Does some harm to a program of its own; throws where it does not recover as it should. */
export type Drill = (options: DrillOptions) => Promise<readonly Outcome[]>;

export async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1000;
}

export function expectTrue(what: string, holds: boolean): void {
  if (!holds) throw new Error(`It should be so, and is not: ${what}`);
}
