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
import { isAbsent, sentenceOf, smokeTarget } from './smoke-target.ts';

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

interface Check {
  readonly name: string;
  readonly isWithoutKey?: boolean;
  readonly run: () => Promise<string>;
}

/**
 * Uses a server as people do, and takes away what that made: also where a step failed, or `signal` broke it off.
 * `told` hears of each step as it ends.
 */
export async function runSmoke(
  server: { readonly url: string; readonly apiKey: string },
  signal: AbortSignal,
  told: (done: number, total: number) => void,
): Promise<SmokeReport> {
  const startedAt = performance.now();
  const target = smokeTarget(server, signal);
  const names = smokeNames(new Date());
  const ending = new AsyncDisposableStack();
  let isThere = true;
  let isKnown = false;
  let events: HeardEvents | null = null;
  let book: number | null = null;

  const checks: readonly Check[] = [
    { name: 'health', isWithoutKey: true, run: () => checkHealth(target) },
    { name: 'ready', isWithoutKey: true, run: () => checkReady(target) },
    {
      name: 'key',
      isWithoutKey: true,
      run: async () => {
        const said = await checkKey(target);
        isKnown = true;
        return said;
      },
    },
    {
      name: 'leftovers',
      run: async () => {
        const now = new Date();
        const left = await removeSmoke(target, (name) => isLeftOver(name, now));
        if (left.length > 0) throw new CliFault('refused', left.join(' '));
        return 'Nothing is left of earlier runs.';
      },
    },
    {
      name: 'event_stream',
      run: async () => {
        events = ending.use(await hearEvents(target, signal));
        return 'The stream of live events opens.';
      },
    },
    { name: 'sign_in', run: () => checkSignIn(target, names) },
    {
      name: 'write_and_read',
      run: () =>
        checkWriting(target, names, (id) => {
          book = id;
        }),
    },
    { name: 'live_event', run: () => checkEvents(events, book) },
    { name: 'queue', run: () => checkJobs(target) },
    { name: 'metrics', run: () => checkMetrics(target) },
    { name: 'documents', isWithoutKey: true, run: () => checkDocuments(target) },
  ];

  async function take({ name, isWithoutKey = false, run }: Check): Promise<SmokeStep> {
    const begun = performance.now();
    const end = (outcome: SmokeStep['outcome'], detail: string): SmokeStep => ({
      name,
      outcome,
      duration_ms: Math.round(performance.now() - begun),
      detail,
    });
    if (signal.aborted) return end('skipped', 'It was broken off.');
    if (!isThere) return end('skipped', 'No server is there.');
    if (!isWithoutKey && !isKnown) return end('skipped', 'The key does not allow it.');
    try {
      return end('passed', await run());
    } catch (error) {
      if (isAbsent(error)) isThere = false;
      return end('failed', signal.aborted ? 'It was broken off.' : sentenceOf(error));
    }
  }

  const steps: SmokeStep[] = [];
  try {
    for (const check of checks) {
      steps.push(await take(check));
      told(steps.length, checks.length);
    }
  } finally {
    await ending.disposeAsync();
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
  const target = smokeTarget(server, AbortSignal.timeout(CLEANING_MS));
  return removeSmoke(target, (name) => names.includes(name));
}
