import type { AuditRow } from '../access/audit-store.ts';
import type { NotedAction } from '../base/audit-actions.ts';
import { endpoints } from '../contract/endpoints.ts';

/** What somebody did, after their name. */
const DONE: Readonly<Record<string, string> & Record<NotedAction, string>> = {
  setUp: 'set MAMcrawler up and became its first administrator',
  signIn: 'signed in',
  finishOidc: 'signed in by OpenID Connect',
  signOut: 'signed out',
  changePassword: 'changed their password',
  endSession: 'ended one of their sessions',
  endSessions: 'signed out everywhere',
  addApiKey: 'made an API key',
  revokeApiKey: 'revoked an API key',
  addUser: 'added a user',
  changeUser: 'changed a user',
  removeUser: 'removed a user',
  unlockUser: 'unlocked a user',
  endUserSessions: 'signed a user out everywhere',
  createBackup: 'had a backup made',
  downloadBackup: 'downloaded a backup',
  removeBackup: 'removed a backup',
  verifyBackup: 'had a backup verified',
  restoreBackup: 'restored a backup',
  supportBundle: 'made a support bundle',
  addLibrary: 'added a library',
  changeLibrary: 'changed a library',
  forgetLibrary: 'removed a library',
  scanLibrary: 'had a library scanned',
  planReorganisation: 'had a reorganisation planned',
  carryOutReorganisation: 'had a reorganisation carried out',
  undoReorganisation: 'had a reorganisation taken back',
  discardReorganisation: 'threw a planned reorganisation away',
  checkLibrary: 'had the audio of a library checked',
  findDuplicates: 'had duplicates looked for',
  keepDuplicate: 'wanted all items of a group of duplicates',
  unkeepDuplicate: 'had a group of duplicates listed again',
  checkLibraryItem: 'had the audio of an item checked',
  setPlayingOrder: 'put the files of an item into another order',
  forgetPlayingOrder: 'went back to the playing order that was found',
  cancelTask: 'cancelled a task',
  answerVanished: 'said whether vanished items are gone',
  addBook: 'added a book',
  changeBook: 'changed a book',
  addRecording: 'added a recording',
  changeRecording: 'changed a recording',
  removeRecording: 'removed a recording',
  splitRecording: 'made a recording a book of its own',
  mergeBooks: 'merged books',
  bulkEditBooks: 'edited many books',
  moveLibraryItem: 'moved a library item to another recording or book',
  undoChangeSet: 'undid changes',
  undoFieldChange: 'undid a change',
  forgetBook: 'removed a book',
  addAuthor: 'added an author',
  changeAuthor: 'changed an author',
  forgetAuthor: 'removed an author',
  addSeries: 'added a series',
  changeSeries: 'changed a series',
  forgetSeries: 'removed a series',
  wantBook: 'wanted a book',
  stopWanting: 'stopped wanting a book',
  searchWanted: 'had a wanted book searched',
  takeRelease: 'chose a release to download',
  resolveImport: 'decided about a held import',
  addIndexer: 'added an indexer',
  changeIndexer: 'changed an indexer',
  removeIndexer: 'removed an indexer',
  addDownloadClient: 'added a download client',
  changeDownloadClient: 'changed a download client',
  removeDownloadClient: 'removed a download client',
  forgetError: 'took an error off the list',
  changeLogging: 'changed how much is logged',
  makeFirstApiKey: "made the administrator's API key at the first start",
  takeUpEnvironmentKey: 'took up an API key of the environment',
  endEnvironmentKey: 'ended an API key that the environment gives no longer',
  rotateApiKey: 'replaced an API key',
  rotateSecretKey: 'sealed stored credentials with a new secret key',
  takeUpSigningKey: 'took up a key for sessions: those of any other one ended',
  takeUpEnvironmentClient: 'took up the download client that the environment gives',
  releaseEnvironmentClient: 'left the download client to people, for the environment gives none any more',
  keepLastAdministrator:
    'kept the last administrator, or the last one with a password, whose groups say otherwise',
  disableUser: 'disabled a user whom the OpenID Connect provider no longer lets in',
  lockAccount: 'locked an account for an address after too many failed sign-ins',
};

/** What was tried, where it can be refused and noted. */
const REFUSED: Readonly<Record<string, string>> = {
  setUp: 'tried to make the first administrator and was refused',
  signIn: 'tried to sign in and was refused',
  finishOidc: 'tried to sign in by OpenID Connect and was refused',
};

/** An entry of the audit log as a sentence for a person. */
export function auditSentence(entry: AuditRow): string {
  // Without a number it says no more than the words.
  const subject = /\d/.test(entry.subject ?? '') ? ` (${entry.subject})` : '';
  return `${actorWords(entry)} ${actionWords(entry)}${subject}.`;
}

function actorWords({ actor_kind, actor_name }: AuditRow): string {
  if (actor_kind === 'program') return 'MAMcrawler';
  if (actor_kind === 'nobody') return 'Somebody';
  return actor_kind === 'user' ? actor_name : `The API key "${actor_name}"`;
}

function actionWords({ action, outcome }: AuditRow): string {
  const words = outcome === 'done' ? DONE[action] : REFUSED[action];
  if (words !== undefined) return words;
  // Of another version of the program.
  const asked = endpoints.find(({ name }) => name === action)?.summary ?? action;
  return `${outcome === 'done' ? 'did' : 'was refused'}: ${asked}`;
}
