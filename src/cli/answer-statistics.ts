import { LACK_WORDS } from '../base/completeness.ts';
import { formatBytes, formatCount, formatDuration, plural } from '../base/quantities.ts';
import type { ReplyOf } from '../contract/endpoint.ts';
import type { getCompleteness, getStatistics } from '../contract/statistics.ts';
import { formatInstant } from './format.ts';
import type { Answer } from './session.ts';
import { type Column, formatTable } from './table.ts';

type Statistics = ReplyOf<typeof getStatistics>;

export interface StatisticsDocument {
  readonly statistics: Statistics;
  readonly completeness: ReplyOf<typeof getCompleteness>;
}

/** So many months back are shown; the JSON has them all. */
const SHOWN_MONTHS = 12;

const AUDIO: readonly Column<Statistics['codecs'][number]>[] = [
  { title: 'Audio', of: ({ name }) => name ?? 'not known' },
  { title: 'Length', of: ({ seconds }) => formatDuration(seconds), align: 'right' },
  { title: 'Files', of: ({ files }) => formatCount(files), align: 'right' },
  { title: 'Size', of: ({ bytes }) => formatBytes(bytes), align: 'right' },
];

const LANGUAGES: readonly Column<Statistics['languages'][number]>[] = [
  { title: 'Language', of: ({ name }) => name ?? 'not known' },
  { title: 'Length', of: ({ seconds }) => formatDuration(seconds), align: 'right' },
  { title: 'Items', of: ({ items }) => formatCount(items), align: 'right' },
];

const MONTHS: readonly Column<Statistics['growth'][number]>[] = [
  { title: 'Month', of: ({ month }) => month },
  { title: 'Items that came', of: ({ items }) => formatCount(items), align: 'right' },
  { title: 'Length', of: ({ seconds }) => formatDuration(seconds), align: 'right' },
  { title: 'Items by then', of: ({ items_then: items }) => formatCount(items), align: 'right' },
];

const peopleColumns = (title: string): readonly Column<Statistics['top_authors'][number]>[] => [
  { title, of: ({ name }) => name, smallest: 12 },
  { title: 'Length', of: ({ seconds }) => formatDuration(seconds), align: 'right' },
  { title: 'Books', of: ({ books }) => formatCount(books), align: 'right' },
];

const lengthColumns = (title: string): readonly Column<Statistics['longest'][number]>[] => [
  { title, of: (item) => item.title, smallest: 16 },
  { title: 'Length', of: ({ seconds }) => formatDuration(seconds), align: 'right' },
];

const LACKS: readonly Column<StatisticsDocument['completeness']['missing'][number]>[] = [
  { title: 'Lacks', of: ({ field }) => LACK_WORDS[field] },
  { title: 'Books', of: ({ books }) => formatCount(books), align: 'right' },
];

export function answerStatistics(document: StatisticsDocument): Answer {
  const { statistics, completeness } = document;
  const { totals } = statistics;
  return {
    document,
    lines: (width) => {
      const table = <Row>(rows: readonly Row[], columns: readonly Column<Row>[]) =>
        rows.length === 0 ? [] : ['', ...formatTable(rows, columns, { width })];
      return [
        `${formatDuration(totals.seconds)} in ${plural(totals.books, 'book')} by ${plural(totals.authors, 'author')}, read by ${plural(totals.narrators, 'narrator')}, ${plural(totals.series, 'series', 'series')}.`,
        `${plural(totals.items, 'item')}, ${plural(totals.files, 'file')}, ${formatBytes(totals.bytes)}. Read ${formatInstant(statistics.read_at)}.`,
        ...table(statistics.codecs, AUDIO),
        ...table(statistics.bitrates, AUDIO),
        ...table(statistics.languages, LANGUAGES),
        ...table(statistics.growth.slice(-SHOWN_MONTHS), MONTHS),
        ...table(statistics.top_authors, peopleColumns('Author')),
        ...table(statistics.top_narrators, peopleColumns('Narrator')),
        ...table(statistics.longest, lengthColumns('Longest')),
        ...table(statistics.shortest, lengthColumns('Shortest')),
        '',
        `${plural(completeness.complete, 'book')} of ${formatCount(completeness.books)} complete; on average ${completeness.average} % is known.`,
        ...table(
          completeness.missing.filter(({ books }) => books > 0),
          LACKS,
        ),
      ];
    },
  };
}
