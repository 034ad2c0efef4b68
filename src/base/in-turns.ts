import { setImmediate as nextTurn } from 'node:timers/promises';

const TURN_MS = 10;

/** Carries out work that yields now and then, and lets others have their turn meanwhile. Answers what it returns. */
export async function inTurns<Result>(work: Generator<void, Result>): Promise<Result> {
  let turnEnds = performance.now() + TURN_MS;
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
    if (performance.now() < turnEnds) continue;
    await nextTurn();
    turnEnds = performance.now() + TURN_MS;
  }
}
