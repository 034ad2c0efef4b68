import { CliFault } from '../cli-fault.ts';
import { type HeardEvents, hearEvents } from './hear-events.ts';
import { type LeftBehind, removeSmoke } from './remove-smoke.ts';
import { isLeftOver, smokeNames } from './smoke-names.ts';
import {
  checkDocuments,
  checkEvents,
  checkHealth,
  checkJobs,
  checkKey,
  checkMetrics,
  checkReady,
  checkSignIn,
  checkWriting,
} from './smoke-steps.ts';
import { isAbsent, type SmokeTarget, sentenceOf, smokeTarget } from './smoke-target.ts';

export interface SmokeStep {
  readonly name: string;
  readonly outcome: 'passed' | 'failed' | 'skipped';
  readonly duration_ms: number;
  readonly detail: string;
}

export interface SmokeReport {
  readonly url: string;
  readonly outcome: 'passed' | 'failed';
  readonly duration_ms: number;
  readonly steps: readonly SmokeStep[];
  /** What could not be taken away, as sentences. */
  readonly left_behind: LeftBehind;
}

/** Cleaning up is not broken off by whoever breaks off the rest. */
const CLEANING_MS = 60_000;

/**
 * Uses a server as people do, and takes away what that made: also where a step failed, or `signal` broke it off.
 * `told` hears of each step as it ends.
 */
export async function runSmoke(
  server: { readonly url: string; readonly apiKey: string },
  signal: AbortSignal,
  told: (step: SmokeStep) => void = () => {},
): Promise<SmokeReport> {
  const startedAt = performance.now();
  const target = smokeTarget(server, signal);
  const names = smokeNames(new Date());
  const steps: SmokeStep[] = [];
  let isThere = true;
  let isKnown = false;
  let events: HeardEvents | null = null;
  let book: number | null = null;

  async function step(name: string, check: () => Promise<string>, needsKey = true): Promise<void> {
    const begun = performance.now();
    const end = (outcome: SmokeStep['outcome'], detail: string) => {
      const ended = { name, outcome, duration_ms: Math.round(performance.now() - begun), detail };
      steps.push(ended);
      told(ended);
    };
    if (signal.aborted) return end('skipped', 'It was broken off.');
    if (!isThere) return end('skipped', 'No server is there.');
    if (needsKey && !isKnown) return end('skipped', 'The key does not allow it.');
    try {
      end('passed', await check());
    } catch (error) {
      if (isAbsent(error)) isThere = false;
      end('failed', signal.aborted ? 'It was broken off.' : sentenceOf(error));
    }
  }

  await step('health', () => checkHealth(target), false);
  await step('ready', () => checkReady(target), false);
  await step(
    'key',
    async () => {
      const said = await checkKey(target);
      isKnown = true;
      return said;
    },
    false,
  );
  await step('leftovers', async () => {
    const now = new Date();
    const left = await removeSmoke(target, (name) => isLeftOver(name, now));
    if (left.length > 0) throw new CliFault('refused', left.join(' '));
    return 'Nothing is left of earlier runs.';
  });
  try {
    await step('event_stream', async () => {
      events = await hearEvents(target, signal);
      return 'The stream of live events opens.';
    });
    await step('sign_in', () => checkSignIn(target, names));
    await step('write_and_read', () =>
      checkWriting(target, names, (id) => {
        book = id;
      }),
    );
    await step('live_event', () => checkEvents(events, book));
    await step('queue', () => checkJobs(target));
    await step('metrics', () => checkMetrics(target));
    await step('documents', () => checkDocuments(target), false);
  } finally {
    await endStream(events);
  }
  const left = isKnown ? await cleanUp(server, Object.values(names)) : [];
  const isWell = left.length === 0 && steps.every(({ outcome }) => outcome === 'passed');
  return {
    url: server.url,
    outcome: isWell ? 'passed' : 'failed',
    duration_ms: Math.round(performance.now() - startedAt),
    steps,
    left_behind: left,
  };
}

async function cleanUp(
  server: { readonly url: string; readonly apiKey: string },
  names: readonly string[],
): Promise<LeftBehind> {
  const target: SmokeTarget = smokeTarget(server, AbortSignal.timeout(CLEANING_MS));
  return removeSmoke(target, (name) => names.includes(name));
}

async function endStream(events: HeardEvents | null): Promise<void> {
  await events?.[Symbol.asyncDispose]();
}
