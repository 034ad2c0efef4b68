import { formatBytes, plural } from '../base/quantities.ts';
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
  { title: 'Indexer', of: ({ indexer_name: name }) => name, smallest: 8, isOptional: true },
  { title: 'Release', of: ({ title }) => title, smallest: 24 },
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

/** Of a rejected release the rules that it failed, of one that fits what its score is made of. */
function reasonsOf({ verdict, reasons, score_parts: parts, failure }: Release): readonly string[] {
  const failed = reasons.filter(({ outcome }) => outcome === 'fail');
  const told = failed.map(({ rule, detail }) => `${rule.replaceAll('_', ' ')}: ${detail}`);
  const counted = parts.filter(({ points }) => points !== 0).map(partWords);
  return [
    ...(failure === null ? [] : [failure]),
    ...(verdict === 'rejected' ? told : counted.length === 0 ? [] : [counted.join(', ')]),
  ];
}

function partWords({ name, points }: Release['score_parts'][number]): string {
  const rounded = Math.round(points * 10) / 10;
  return `${name.replaceAll('_', ' ')} ${rounded > 0 ? '+' : ''}${rounded}`;
}
