import { plural } from '../base/quantities.ts';
import type { ServiceHealth } from './service-health.ts';

/** Tells of libraries of which a scan asks whether items are gone. */
export function checkVanished(
  questions: readonly { readonly name: string; readonly count: number }[],
): ServiceHealth {
  const which = questions.map(({ name, count }) => `${plural(count, 'item')} of "${name}"`).join(', ');
  return {
    status: 'degraded',
    detail: `Vanished at once: ${which}.`,
    error: 'So much was not there at the last scan that nothing was marked as gone.',
    what_to_do:
      'Look whether a disk is not mounted, and scan again. If you removed the files, say so under Settings, Libraries, or by mamcrawler scan LIBRARY --gone.',
  };
}
