import { makeSetUpToken } from '../../src/access/set-up.ts';
import type { CallInput } from '../../src/contract/call.ts';
import type { AnyEndpoint } from '../../src/contract/endpoint.ts';
import type { TestApp } from './app.ts';
import { NOWHERE, type Seed } from './seed-everything.ts';
import { PASSWORD } from './sessions.ts';

const INDEXER = { kind: 'torznab', name: 'Mine', url: NOWHERE, api_key: 'secret' };
const CLIENT = { kind: 'qbittorrent', name: 'Mine', url: NOWHERE, username: 'ada', password: 'secret' };

type Example = (seed: Seed, app: TestApp) => CallInput<AnyEndpoint> | Promise<CallInput<AnyEndpoint>>;

const at = (id: number) => ({ params: { id } });
const list: Example = () => ({ query: { limit: 2, count: 'true' } });

/** One call of each endpoint that succeeds. */
export const EXAMPLES: Readonly<Record<string, Example>> = {
  setUp: async (_, app) => ({
    body: { token: await setUpToken(app), name: 'Administrator', password: PASSWORD },
  }),
  setUpState: () => ({}),
  signIn: ({ caller }) => ({ body: { name: caller.name, password: PASSWORD } }),
  signOut: () => ({}),
  me: () => ({}),
  startOidc: () => ({ query: { return_to: '/wanted' } }),
  finishOidc: () => ({ query: { error: 'access_denied' } }),

  changePassword: () => ({ body: { current_password: PASSWORD, new_password: `${PASSWORD} staple` } }),
  listSessions: list,
  endSession: ({ caller }) => at(caller.sessionId),
  endSessions: () => ({}),
  listApiKeys: () => ({ query: { limit: 2, count: 'true', all: 'true' } }),
  addApiKey: () => ({ body: { name: 'Dashboard', scope: 'read', expires_at: '2099-01-01T00:00:00Z' } }),
  revokeApiKey: ({ apiKey }) => at(apiKey),
  listUsers: list,
  addUser: ({ user }) => ({
    body: { name: `Grace ${user}`, role: 'member', password: PASSWORD, email: `grace${user}@example.org` },
  }),
  getUser: ({ user }) => at(user),
  changeUser: ({ user }) => ({ ...at(user), body: { role: 'member', enabled: false } }),
  removeUser: ({ user }) => at(user),
  endUserSessions: ({ user }) => at(user),
  unlockUser: ({ user }) => at(user),
  listAudit: list,
  listErrors: list,
  forgetError: ({ errorGroup }) => at(errorGroup),
  getLogging: () => ({}),
  listProcesses: () => ({}),
  listBackups: list,
  createBackup: () => ({ body: { with_secrets: false } }),
  getBackup: ({ backup }) => at(backup),
  downloadBackup: ({ backup }) => at(backup),
  removeBackup: ({ backup }) => at(backup),
  verifyBackup: ({ backup }) => at(backup),
  changeLogging: () => ({ body: { level: 'info' } }),
  metrics: () => ({}),
  examine: () => ({ query: { production: 'true' } }),
  supportBundle: () => ({}),
  checkQueue: () => ({}),

  listLibraries: list,
  addLibrary: ({ freePath }) => ({ body: { name: 'Free', path: freePath, naming_template: '{Title}' } }),
  getLibrary: ({ library }) => at(library),
  changeLibrary: ({ library }) => ({ ...at(library), body: { name: 'Renamed', naming_template: null } }),
  forgetLibrary: ({ library }) => at(library),
  scanLibrary: ({ library }) => at(library),
  answerVanished: ({ library }) => ({ ...at(library), body: { gone: false } }),
  checkLibrary: ({ library }) => at(library),
  listLibraryItems: list,
  getLibraryItem: ({ item }) => at(item),
  listDuplicates: list,
  findDuplicates: () => ({}),
  getDuplicate: ({ duplicate }) => at(duplicate),
  keepDuplicate: ({ duplicate }) => at(duplicate),
  unkeepDuplicate: ({ duplicate }) => at(duplicate),
  checkLibraryItem: ({ item }) => at(item),
  moveLibraryItem: ({ item, freeBook }) => ({ ...at(item), body: { book_id: freeBook } }),
  setPlayingOrder: ({ item }) => ({ ...at(item), body: { paths: ['Emma/emma.mp3'] } }),
  forgetPlayingOrder: ({ item }) => at(item),
  getCover: ({ item }) => at(item),

  planReorganisation: ({ library }) => ({ ...at(library), body: { template: '{Author}/{Title}' } }),
  listReorganisations: list,
  getReorganisation: ({ plan }) => at(plan),
  listReorganisedItems: ({ plan }) => ({ ...at(plan), query: { limit: 2, count: 'true' } }),
  carryOutReorganisation: ({ plan }) => at(plan),
  undoReorganisation: ({ reorganised }) => at(reorganised),
  discardReorganisation: ({ plan }) => at(plan),

  listBooks: list,
  addBook: ({ author, series }) => ({
    body: { title: 'Lady Susan', author_id: author, series_id: series, series_position: '1', language: 'en' },
  }),
  getBook: ({ book }) => at(book),
  changeBook: ({ book }) => ({ ...at(book), body: { subtitle: 'A Novel', published_date: '1815-12-23' } }),
  forgetBook: ({ freeBook }) => at(freeBook),
  addRecording: ({ book }) => ({ ...at(book), body: { narrators: ['Moira Fogarty'], language: 'en' } }),
  changeRecording: ({ recording }) => ({
    ...at(recording),
    body: { publisher: 'LibriVox', abridged: false },
  }),
  removeRecording: ({ freeRecording }) => at(freeRecording),
  splitRecording: ({ recording }) => at(recording),
  mergeBooks: ({ book, freeBook }) => ({ ...at(book), body: { book_ids: [freeBook] } }),
  bulkEditBooks: ({ book, freeBook }) => ({
    body: { book_ids: [book, freeBook], changes: { language: 'de', authors: { add: ['A Lady'] } } },
  }),
  listBookChanges: ({ book }) => ({ ...at(book), query: { limit: 2, count: 'true' } }),
  listChangeSets: list,
  getChangeSet: ({ changeSet }) => at(changeSet),
  listSetChanges: ({ changeSet }) => ({ ...at(changeSet), query: { limit: 2, count: 'true' } }),
  undoChangeSet: ({ changeSet }) => at(changeSet),
  undoFieldChange: ({ fieldChange }) => at(fieldChange),
  listAuthors: list,
  addAuthor: ({ book }) => ({ body: { name: `Somebody ${book}` } }),
  getAuthor: ({ author }) => at(author),
  changeAuthor: ({ author }) => ({ ...at(author), body: { name: `Renamed ${author}` } }),
  forgetAuthor: ({ freeAuthor }) => at(freeAuthor),
  getStatistics: () => ({}),
  getCompleteness: () => ({}),
  listSeries: list,
  addSeries: () => ({ body: { name: 'A new one' } }),
  getSeries: ({ series }) => at(series),
  changeSeries: ({ series }) => ({ ...at(series), body: { name: 'Renamed' } }),
  forgetSeries: ({ freeSeries }) => at(freeSeries),

  wantBook: ({ book }) => ({ body: { title: `Never written ${book}`, authors: ['Jane Austen'] } }),
  listWanted: list,
  getWanted: ({ wanted }) => at(wanted),
  stopWanting: ({ wanted }) => ({ ...at(wanted), query: { remove_download: 'false' } }),
  searchWanted: ({ wanted }) => at(wanted),
  listSearches: list,
  getSearch: ({ search }) => ({ ...at(search), query: { limit: 1 } }),
  listDownloads: list,
  getDownload: ({ download }) => at(download),
  takeRelease: ({ search, release }) => ({ body: { search_id: search, release_id: release } }),
  listImports: list,
  getImport: ({ held }) => at(held),
  resolveImport: ({ held }) => ({ ...at(held), body: { action: 'reject' } }),

  listIndexers: list,
  addIndexer: () => ({ body: INDEXER }),
  getIndexer: ({ indexer }) => at(indexer),
  changeIndexer: ({ indexer }) => ({ ...at(indexer), body: { enabled: false } }),
  removeIndexer: ({ indexer }) => at(indexer),
  testIndexer: ({ indexer }) => at(indexer),
  testUnsavedIndexer: () => ({ body: INDEXER }),
  listDownloadClients: list,
  addDownloadClient: () => ({ body: CLIENT }),
  getDownloadClient: ({ client }) => at(client),
  changeDownloadClient: ({ client }) => ({ ...at(client), body: { category: 'books' } }),
  removeDownloadClient: ({ client }) => at(client),
  testDownloadClient: ({ client }) => at(client),
  testUnsavedDownloadClient: () => ({ body: CLIENT }),

  getTask: ({ task }) => at(task),
  cancelTask: ({ scan }) => at(scan),
  listTasks: list,
  listHistory: list,
  liveEvents: () => ({}),
  health: () => ({}),
  healthLive: () => ({}),
  healthReady: () => ({}),
  openApi: () => ({}),
  docs: () => ({}),
  redoc: () => ({}),
};

/** A call of an endpoint that succeeds for the seed's administrator. */
export async function exampleOf(
  endpoint: AnyEndpoint,
  app: TestApp,
  seed: Seed,
): Promise<CallInput<AnyEndpoint>> {
  return (await EXAMPLES[endpoint.name]?.(seed, app)) ?? {};
}

/** There is a link only while there is no administrator. */
async function setUpToken({ db, needs }: TestApp): Promise<string> {
  await db.updateTable('app_user').set({ role: 'member' }).execute();
  return (await makeSetUpToken(needs)) ?? '';
}
