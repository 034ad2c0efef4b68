import { DAY_MS } from '../base/clock.ts';
import { formatCount, plural } from '../base/quantities.ts';
import type { CheckSummary } from '../library/integrity/check-store.ts';
import type { ServiceHealth } from './service-health.ts';

/** For so long a new finding counts as news: after that it stands with the item and on the page of faults alone. */
export const NEWS_MS = 7 * DAY_MS;

/** Tells from the looks into the audio whether the files are sound. */
export function checkLibraryFiles(found: CheckSummary): ServiceHealth {
  const detail = detailOf(found);
  if (found.decayed > 0) {
    return {
      status: 'degraded',
      detail,
      error: `${plural(found.decayed, 'item was', 'items were')} sound before and can no longer be read as a whole, although nobody changed the files.`,
      what_to_do:
        'Look on the page Faults which, and whether the disk fails; bring the files back from a backup, then check them again.',
    };
  }
  if (found.newlySevere > 0) {
    return {
      status: 'degraded',
      detail,
      error: `Within a week ${plural(found.newlySevere, 'item was', 'items were')} found broken.`,
      what_to_do: 'Look on the page Faults which, and get them again. They were so before they were found.',
    };
  }
  return { status: 'healthy', detail };
}

function detailOf({ items, checked, decoded, severe, slight }: CheckSummary): string {
  const by = decoded === checked ? '' : `, ${formatCount(checked - decoded)} of them without ffmpeg`;
  const looked = `${formatCount(checked)} of ${plural(items, 'item')} looked into${by}`;
  const broken = severe === 0 ? 'none is broken' : `${plural(severe, 'item is', 'items are')} broken`;
  return slight === 0 ? `${looked}; ${broken}.` : `${looked}; ${broken}, ${formatCount(slight)} doubtful.`;
}
