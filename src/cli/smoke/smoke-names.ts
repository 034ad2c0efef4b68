import { randomBytes } from 'node:crypto';
import { instantOfStamp, stampOf } from '../../base/stamp.ts';

/** What one run calls the things that it makes: a name tells when, so that a later run may take away what was left. */
export interface SmokeNames {
  readonly user: string;
  readonly author: string;
  readonly book: string;
}

const NAME = /^(?:smoke-|Smoke test |Smoke Author )(\d{4}-\d\d-\d\dT\d{6}Z)-[\da-f]{12}$/u;
/** A run that lasts longer is none any more. */
const OLD_MS = 3_600_000;

export function smokeNames(at: Date): SmokeNames {
  const run = `${stampOf(at)}-${randomBytes(6).toString('hex')}`;
  return { user: `smoke-${run}`, author: `Smoke Author ${run}`, book: `Smoke test ${run}` };
}

/** Whether a thing of this name was made by a run that ended long ago, well or not. */
export function isLeftOver(name: string, now: Date): boolean {
  const madeAt = instantOfStamp(NAME.exec(name)?.[1] ?? '');
  return madeAt !== null && now.getTime() - madeAt.getTime() > OLD_MS;
}
