import type { LiveKind } from '../../src/base/live-kinds.ts';
import type { LiveEvent } from '../../src/contract/activity.ts';

/** Which endpoints' answers change with what; a page that shows one of them asks again. */
const ENDPOINTS_OF_KIND: Readonly<Record<LiveKind, readonly string[]>> = {
  library: ['listLibraries', 'getLibrary'],
  library_item: ['listLibraryItems', 'getLibraryItem', 'listLibraries', 'getBook', 'getCompleteness'],
  book: [
    'listBooks',
    'getBook',
    'listAuthors',
    'getAuthor',
    'listSeries',
    'getSeries',
    'getCompleteness',
    'listBookChanges',
    'listChangeSets',
    'getChangeSet',
    'listSetChanges',
  ],
  task: ['listTasks', 'getTask'],
  wanted: ['listWanted', 'getWanted', 'getBook'],
  search: ['listSearches', 'getSearch'],
  download: ['listDownloads'],
  import: ['listImports', 'getImport'],
  indexer: ['listIndexers', 'getIndexer', 'health'],
  download_client: ['listDownloadClients', 'getDownloadClient', 'health'],
  history: ['listHistory'],
  backup: ['listBackups', 'getBackup', 'health'],
  duplicate: ['listDuplicates', 'getDuplicate'],
  reorganisation: ['listReorganisations', 'getReorganisation', 'listReorganisedItems'],
};

/** The endpoint that answers with exactly one thing of this kind: only its own id concerns it. */
const ONE_OF_KIND: Readonly<Partial<Record<LiveKind, string>>> = {
  library: 'getLibrary',
  library_item: 'getLibraryItem',
  book: 'getBook',
  task: 'getTask',
  wanted: 'getWanted',
  search: 'getSearch',
  import: 'getImport',
  backup: 'getBackup',
  duplicate: 'getDuplicate',
  reorganisation: 'getReorganisation',
};

/** What is to be asked again: the endpoint's name, and of one thing only where `ids` are given. */
export interface Stale {
  readonly endpoint: string;
  readonly ids: readonly number[] | 'all';
}

/** What a change makes stale; no ids in the event stand for any. Empty for `reset`, which means everything. */
export function staleAfter({ kind, ids }: LiveEvent): readonly Stale[] {
  if (kind === 'reset') return [];
  return ENDPOINTS_OF_KIND[kind].map((endpoint) => ({
    endpoint,
    ids: ONE_OF_KIND[kind] === endpoint && ids.length > 0 ? ids : 'all',
  }));
}

/** The key under which an answer is kept: `[endpoint, input]`, then what tells several uses of it apart. */
export type AnswerKey = readonly unknown[];

export function isStale(key: AnswerKey, { endpoint, ids }: Stale): boolean {
  const [name, input] = key;
  if (name !== endpoint) return false;
  if (ids === 'all') return true;
  const id = idOf(input);
  return id === undefined || ids.includes(id);
}

function idOf(input: unknown): number | undefined {
  if (typeof input !== 'object' || input === null || !('params' in input)) return undefined;
  const { params } = input;
  if (typeof params !== 'object' || params === null || !('id' in params)) return undefined;
  return typeof params.id === 'number' ? params.id : undefined;
}

/** What an action on a subject (the tag of its endpoint) makes stale, before a live event says so too. */
export function staleAfterAction(tag: string): readonly Stale[] {
  const kinds = KINDS_OF_TAG[tag] ?? [];
  const unheralded = [...(ENDPOINTS_OF_TAG[tag] ?? []), 'listAudit'];
  return [
    ...kinds.flatMap((kind) => staleAfter({ kind, ids: [] })),
    ...unheralded.map((endpoint) => ({ endpoint, ids: 'all' as const })),
  ];
}

const KINDS_OF_TAG: Readonly<Record<string, readonly LiveKind[]>> = {
  Libraries: ['library', 'library_item', 'book', 'task'],
  'Library items': ['task', 'library_item', 'book'],
  Duplicates: ['duplicate', 'task'],
  Reorganising: ['reorganisation', 'task'],
  Books: ['book'],
  Changes: ['book', 'library_item', 'wanted'],
  Authors: ['book'],
  Series: ['book'],
  'Wanted books': ['wanted', 'search', 'download', 'task'],
  Downloads: ['download', 'wanted', 'search'],
  Imports: ['import', 'wanted', 'download', 'library_item', 'book'],
  Indexers: ['indexer'],
  'Download clients': ['download_client'],
  Backups: ['backup', 'task'],
  Tasks: ['task'],
};

/** Subjects that no live event tells of: they change seldom, and mostly by whoever looks at them. */
const ENDPOINTS_OF_TAG: Readonly<Record<string, readonly string[]>> = {
  Account: ['listSessions'],
  'API keys': ['listApiKeys'],
  Users: ['listUsers', 'getUser', 'listSessions', 'listApiKeys', 'me'],
  Operations: ['listErrors', 'getLogging'],
};
