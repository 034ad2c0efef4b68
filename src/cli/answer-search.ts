import { formatBytes, plural } from './format.ts';
import { remainder } from './read-rows.ts';
import type { Answer } from './session.ts';
import { type Column, formatTable } from './table.ts';
import { printable, wrapText } from './terminal-text.ts';
import type { Release, SearchDetail } from './things.ts';

const COLUMNS: readonly Column<Release>[] = [
  { title: '', of: ({ chosen }) => (chosen ? '*' : null) },
  { title: 'ID', of: ({ id }) => id, align: 'right' },
  { title: 'Verdict', of: ({ verdict }) => verdict },
  {
    title: 'Score',
    of: ({ verdict, score }) => (verdict === 'accepted' ? Math.round(score) : null),
    align: 'right',
  },
  {
    title: 'Size',
    of: ({ size_bytes: size }) => (size === null ? null : formatBytes(size)),
    align: 'right',
  },
  { title: 'Seeders', of: ({ seeders }) => seeders, align: 'right' },
  { title: 'Indexer', of: ({ indexer_name: name }) => name, shrinks: true },
  { title: 'Release', of: ({ title }) => title, shrinks: true },
];

/** One search: what came of it, whom it asked, and every release with what spoke for and against it. */
export function answerSearch(search: SearchDetail): Answer {
  const { releases: items, next_cursor, release_count: total } = search;
  return {
    document: search,
    lines: (width) => [
      ...wrapText(printable(headline(search)), width),
      ...search.indexers.flatMap(({ name, found, error }) =>
        wrapText(printable(`${name}: ${error ?? plural(found, 'release')}`), width, '  '),
      ),
      ...(items.length === 0 ? [] : ['', ...formatTable(items, COLUMNS, { width, notes: reasonsOf })]),
      ...remainder({ items, next_cursor, total }),
    ],
  };
}

function headline({ id, sought, outcome, state }: SearchDetail): string {
  const by = sought.authors.length === 0 ? '' : ` by ${sought.authors.join(', ')}`;
  const came = outcome ?? (state === 'running' ? 'The indexers are being asked.' : 'It brought nothing.');
  return `Search ${id} for "${sought.title}"${by}: ${came}`;
}

/** Of a rejected release the rules that it failed; of one that fits its score, and what could not be known. */
function reasonsOf({ verdict, reasons, score_parts: parts, failure }: Release): readonly string[] {
  const told = reasons.filter(({ outcome }) =>
    verdict === 'rejected' ? outcome === 'fail' : outcome === 'unknown',
  );
  return [
    ...(failure === null ? [] : [failure]),
    ...told.map(({ rule, detail }) => `${rule.replaceAll('_', ' ')}: ${detail}`),
    ...(verdict === 'accepted' && parts.length > 0 ? [parts.map(partWords).join(', ')] : []),
  ];
}

function partWords({ name, points }: Release['score_parts'][number]): string {
  const rounded = Math.round(points * 10) / 10;
  return `${name.replaceAll('_', ' ')} ${rounded > 0 ? '+' : ''}${rounded}`;
}
