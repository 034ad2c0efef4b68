import { formatDuration, plural } from '../base/quantities.ts';
import type { FailedJobs, WaitingJobs } from '../platform/jobs.ts';
import type { ServiceHealth } from './service-health.ts';

/** A scan of a large library may hold the next one up for this long. */
const LONGEST_WAIT_SECONDS = 15 * 60;

export interface JobsReading {
  /** Here or, where this process does no jobs, in another one. */
  readonly isWorking: boolean;
  /** This process leaves the jobs to others. */
  readonly isWeb?: boolean;
  readonly waiting: readonly WaitingJobs[];
  /** For good, in the last hour. */
  readonly failed: readonly FailedJobs[];
}

/** Tells from what the queue says whether work is done. */
export function checkJobs({ isWorking, isWeb = false, waiting, failed }: JobsReading): ServiceHealth {
  const count = waiting.reduce((sum, kind) => sum + kind.count, 0);
  const detail = count === 0 ? 'No job waits.' : `${plural(count, 'job')} ${count === 1 ? 'waits' : 'wait'}.`;
  if (!isWorking) {
    return {
      status: 'unhealthy',
      detail,
      error: isWeb ? 'No worker is there.' : 'The queue takes up no work.',
      what_to_do: isWeb
        ? 'Start a process with MAMCRAWLER_ROLE=worker, or look why it ended.'
        : 'MAMcrawler is starting or stopping. If it stays so, start it again.',
    };
  }
  const [oldest] = waiting.toSorted((one, other) => other.oldestSeconds - one.oldestSeconds);
  if (oldest !== undefined && oldest.oldestSeconds > LONGEST_WAIT_SECONDS) {
    return {
      status: 'degraded',
      detail,
      error: `A job (${oldest.kind}) has waited for ${formatDuration(oldest.oldestSeconds)}.`,
      what_to_do: 'Look at the tasks: a long one may be before it. If none runs, start MAMcrawler again.',
    };
  }
  if (failed.length > 0) {
    const kinds = failed.map((each) => `${each.kind} (${each.count})`).join(', ');
    return {
      status: 'degraded',
      detail,
      error: `Jobs failed for good in the last hour: ${kinds}.`,
      what_to_do: 'Look at the recent errors, which say why.',
    };
  }
  return { status: 'healthy', detail };
}
