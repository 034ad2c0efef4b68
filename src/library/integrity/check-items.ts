import { tellChanges } from '../../activity/live-events.ts';
import type { Clock } from '../../base/clock.ts';
import { Unavailable } from '../../base/errors.ts';
import type { Database } from '../../platform/database.ts';
import type { AudioReader } from '../audio-reader.ts';
import { type DueItem, readItemToCheck, writeCheck } from './check-store.ts';
import type { ItemFinding } from './item-finding.ts';
import { lookIntoItem, methodOf } from './look-into-item.ts';

export interface CheckNeeds {
  readonly db: Database;
  readonly clock: Clock;
  readonly reader: AudioReader;
  /** The absolute path of ffmpeg; null: there is none. */
  readonly ffmpeg: string | null;
}

export interface CheckResult {
  /** Items that were looked into. */
  readonly items: number;
  readonly severe: number;
  readonly slight: number;
  readonly audio_seconds: number;
  /** Items of libraries that are not there now. */
  readonly unreachable: number;
}

export interface CheckWatch {
  /** Ends it in the middle of a file; what was found by then is kept. */
  readonly signal: AbortSignal;
  /** Before each item; false ends it. */
  goOn(so: CheckResult): boolean;
  /** Hears of each item before it is looked into; so many are done. */
  onItem?(path: string, so: CheckResult, done: number): void;
}

/** Looks into the audio of items one after the other and keeps what it finds. Throws the signal's reason when aborted. */
export async function checkItems(
  needs: CheckNeeds,
  items: readonly DueItem[],
  { signal, goOn, onItem }: CheckWatch,
): Promise<CheckResult> {
  const result = { items: 0, severe: 0, slight: 0, audio_seconds: 0, unreachable: 0 };
  for (const [place, { id, seconds }] of items.entries()) {
    if (!goOn(result)) break;
    const findings = await checkItem(needs, id, signal, (path) => onItem?.(path, result, place));
    if (findings === 'unreachable') result.unreachable += 1;
    else if (findings !== null) {
      result.items += 1;
      result.audio_seconds += seconds;
      for (const { severity } of findings) result[severity] += 1;
    }
  }
  return result;
}

/** Null where there is no such item any more. */
async function checkItem(
  needs: CheckNeeds,
  id: number,
  signal: AbortSignal,
  onItem: (path: string) => void,
): Promise<readonly ItemFinding[] | 'unreachable' | null> {
  const { db, clock, reader, ffmpeg } = needs;
  const item = await readItemToCheck(db, id);
  if (item === null) return null;
  onItem(item.path);
  try {
    const findings = await lookIntoItem({ reader, ffmpeg, signal }, item);
    const { signature } = item;
    await writeCheck(db, { itemId: id, signature, method: methodOf(needs), findings, at: clock.now() });
    await tellChanges(db, [{ kind: 'library_item', ids: [id] }]);
    return findings;
  } catch (error) {
    if (error instanceof Unavailable) return 'unreachable';
    throw error;
  }
}
