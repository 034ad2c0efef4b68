import { type Clock, MINUTE_MS } from '../base/clock.ts';
import { kept } from '../base/kept.ts';
import { within } from '../base/within.ts';
import { type CheckSummary, summariseChecks } from '../library/integrity/check-store.ts';
import type { Database } from '../platform/database.ts';
import { NEWS_MS } from './check-library-files.ts';

const PATIENCE_MS = 2_000;

/** What is known of the audio of all items, kept for a minute since it reads every row; null where it cannot be read. */
export function summariseLibraryFiles(
  { db, clock }: { readonly db: Database; readonly clock: Clock },
  keptMs: number = MINUTE_MS,
): () => Promise<CheckSummary | null> {
  return kept(keptMs, () =>
    within(PATIENCE_MS, summariseChecks(db, new Date(clock.now().getTime() - NEWS_MS))).catch(() => null),
  );
}
