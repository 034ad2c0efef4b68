import { setTimeout as delay } from 'node:timers/promises';
import { Agent, request } from 'undici';
import { keyOfReader } from '../fill-database.ts';
import type { Asked } from './household.ts';

export interface Answers {
  /** Milliseconds from when each was due, not from when it was sent: waiting for a turn counts. */
  readonly times: ReadonlyMap<string, readonly number[]>;
  readonly errors: readonly string[];
  readonly seconds: number;
}

/** What is not answered by then is an error. */
const PATIENCE_MS = 30_000;

/**
 * Asks at a constant rate, whether what was asked before is answered or not: people do not wait for each other, so a
 * server that falls behind is shown as it is.
 */
export async function askConstantly({
  address,
  perSecond,
  seconds,
  readers,
  next,
}: {
  readonly address: string;
  readonly perSecond: number;
  readonly seconds: number;
  /** Who asks, in turns. */
  readonly readers: number;
  readonly next: (turn: number) => Asked;
}): Promise<Answers> {
  await using agent = closing(new Agent({ connections: 512, headersTimeout: PATIENCE_MS }));
  const times = new Map<string, number[]>();
  const errors: string[] = [];
  const under: Promise<void>[] = [];
  const begun = performance.now();

  async function ask({ what, path }: Asked, reader: number, dueMs: number): Promise<void> {
    try {
      const { statusCode, body: reply } = await request(new URL(path, address), {
        dispatcher: agent,
        headers: { 'x-api-key': keyOfReader(reader) },
      });
      const text = await reply.text();
      if (statusCode >= 400) errors.push(`${what}: ${statusCode} ${text.slice(0, 120)}`);
      else entry(times, what).push(performance.now() - dueMs);
    } catch (error) {
      errors.push(`${what}: ${String(error)}`);
    }
  }

  for (let turn = 0; turn < perSecond * seconds; turn += 1) {
    const dueMs = begun + (turn * 1000) / perSecond;
    const early = dueMs - performance.now();
    if (early > 0) await delay(early);
    under.push(ask(next(turn), turn % readers, dueMs));
  }
  await Promise.all(under);
  return { times, errors, seconds: (performance.now() - begun) / 1000 };
}

function closing(agent: Agent) {
  return Object.assign(agent, { [Symbol.asyncDispose]: () => agent.destroy() });
}

function entry(times: Map<string, number[]>, what: string): number[] {
  const known = times.get(what) ?? [];
  times.set(what, known);
  return known;
}

/** Of any numbers; NaN of none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;
}
