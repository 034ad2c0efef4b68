import { LACK_WEIGHTS } from '../../base/completeness.ts';
import { kept } from '../../base/kept.ts';
import * as contract from '../../contract/statistics.ts';
import { readCompleteness } from '../../library/statistics/read-completeness.ts';
import { readStatistics } from '../../library/statistics/read-statistics.ts';
import type { HttpNeeds } from '../needs.ts';
import { instant } from '../present.ts';
import { type Route, route } from '../route.ts';

const STATISTICS_KEPT_MS = 5 * 60_000;
/** After an edit somebody looks whether the count went down. */
const COMPLETENESS_KEPT_MS = 2_000;

export function statisticsRoutes({ db, clock }: HttpNeeds): readonly Route[] {
  const statistics = kept(STATISTICS_KEPT_MS, async () => {
    const now = clock.now();
    return { readAt: now, ...(await readStatistics(db, now)) };
  });
  const completeness = kept(COMPLETENESS_KEPT_MS, () => readCompleteness(db));

  return [
    route(contract.getStatistics, async () => {
      const { readAt, totals, growth, topAuthors, topNarrators, longest, shortest, ...parts } =
        await statistics();
      const byLength = (items: typeof longest) =>
        items.map(({ bookId, title, seconds }) => ({ book_id: bookId, title, seconds }));
      return {
        read_at: instant(readAt),
        totals: { ...totals },
        codecs: parts.codecs.map((part) => ({ ...part })),
        bitrates: parts.bitrates.map((part) => ({ ...part })),
        languages: parts.languages.map((part) => ({ ...part })),
        growth: growth.map(({ itemsThen, secondsThen, ...month }) => ({
          ...month,
          items_then: itemsThen,
          seconds_then: secondsThen,
        })),
        top_authors: topAuthors.map((person) => ({ ...person })),
        top_narrators: topNarrators.map((person) => ({ ...person })),
        longest: byLength(longest),
        shortest: byLength(shortest),
      };
    }),
    route(contract.getCompleteness, async () => {
      const { books, complete, average, missing } = await completeness();
      return {
        books,
        complete,
        average,
        missing: missing.map(({ field, books: lacking }) => ({
          field,
          weight: LACK_WEIGHTS[field],
          books: lacking,
        })),
      };
    }),
  ];
}
