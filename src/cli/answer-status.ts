import { formatDuration, plural } from '../base/quantities.ts';
import { formatInstant, wordsOf } from './format.ts';
import type { Answer } from './session.ts';
import { type Column, formatTable } from './table.ts';
import { printable, wrapText } from './terminal-text.ts';
import type { Health, Import, Library, WantedBook } from './things.ts';
import { sentenceOfWanted } from './wanted-words.ts';

export interface StatusDocument {
  readonly health: Health;
  readonly libraries: readonly Library[];
  readonly counts: {
    readonly books: number;
    readonly books_owned: number;
    readonly library_items: number;
    readonly library_items_with_faults: number;
    readonly downloads_active: number;
    /** By state. */
    readonly wanted: Readonly<Record<string, number>>;
  };
  readonly needs_person: { readonly imports: readonly Import[]; readonly wanted: readonly WantedBook[] };
}

type Service = readonly [name: string, service: Health['services'][string]];

const SERVICE_COLUMNS: readonly Column<Service>[] = [
  { title: 'Service', of: ([name]) => wordsOf(name) },
  { title: 'Health', of: ([, { status }]) => status },
  { title: 'Detail', of: ([, { detail }]) => detail ?? null, smallest: 12 },
];

const LIBRARY_COLUMNS: readonly Column<Library>[] = [
  { title: 'ID', of: ({ id }) => id, align: 'right' },
  { title: 'Library', of: ({ name }) => name, smallest: 8 },
  { title: 'Folder', of: ({ path }) => path, smallest: 16 },
  { title: 'Items', of: ({ item_count: count }) => count, align: 'right' },
  { title: 'Length', of: ({ duration_seconds: seconds }) => formatDuration(seconds), align: 'right' },
  { title: 'Last scan', of: ({ last_scan: scan }) => (scan === null ? 'never' : scanWords(scan)) },
];

/** The whole installation on one screen. */
export function answerStatus(status: StatusDocument): Answer {
  const { health, libraries, counts } = status;
  return {
    document: status,
    lines: (width) => [
      `MAMcrawler ${health.version ?? ''} is ${health.status}.`,
      '',
      ...formatTable(Object.entries(health.services), SERVICE_COLUMNS, {
        width,
        notes: ([, { error, what_to_do }]) => [error, what_to_do].filter((note) => note !== undefined),
      }),
      '',
      ...(libraries.length === 0
        ? ['No library yet: mamcrawler scan --add /path/to/audiobooks']
        : formatTable(libraries, LIBRARY_COLUMNS, { width })),
      '',
      `${plural(counts.books, 'book')}, ${counts.books_owned.toLocaleString('en')} of them in a library · ${wantedWords(counts.wanted)} · ${plural(counts.downloads_active, 'download')} under way`,
      ...needsLines(status, width),
    ],
  };
}

function needsLines({ counts, needs_person: { imports, wanted } }: StatusDocument, width: number | null) {
  const explained = new Set(imports.map(({ id }) => id));
  const faulty = counts.library_items_with_faults;
  const needs = [
    ...imports.map(
      ({ id, title, state, reasons }) =>
        `import ${id} "${title}" ${state === 'held' ? 'waits' : 'failed'}: ${reasons.join(' ')} (mamcrawler imports)`,
    ),
    ...wanted
      .filter(({ import_id: id }) => id === null || !explained.has(id))
      .map((each) => `wanted book ${sentenceOfWanted(each)}`),
    ...(faulty === 0
      ? []
      : [`${plural(faulty, 'item')} in which something is wrong (mamcrawler library --faults)`]),
  ];
  if (needs.length === 0) return [];
  return ['', 'Needs you:', ...needs.flatMap((need) => wrapText(printable(need), width, '  '))];
}

function wantedWords(byState: Readonly<Record<string, number>>): string {
  const some = Object.entries(byState).filter(([state, count]) => count > 0 && state !== 'owned');
  const total = some.reduce((sum, [, count]) => sum + count, 0);
  const parts = some.map(([state, count]) => `${count} ${wordsOf(state)}`);
  return total === 0 ? 'nothing wanted' : `${total} wanted (${parts.join(', ')})`;
}

function scanWords({ state, finished_at: at }: NonNullable<Library['last_scan']>): string {
  if (at === null) return wordsOf(state);
  return state === 'failed' ? `${formatInstant(at)} failed` : formatInstant(at);
}
