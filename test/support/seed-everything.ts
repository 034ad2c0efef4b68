import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { insertUser } from '../../src/access/user-store.ts';
import { openTask } from '../../src/activity/task-store.ts';
import { enterAuthors } from '../../src/catalog/author-store.ts';
import { refreshSearchText } from '../../src/catalog/book-store.ts';
import { listFieldChanges } from '../../src/catalog/change-store.ts';
import { enterBook } from '../../src/catalog/enter-book.ts';
import { insertRecording, NO_RECORDING_FIELDS } from '../../src/catalog/recording-store.ts';
import { addSeries } from '../../src/catalog/series-store.ts';
import { insertDownloadClient } from '../../src/downloads/download-client-store.ts';
import { insertDownload } from '../../src/downloads/download-store.ts';
import { editBook } from '../../src/editing/edit-book.ts';
import { openImport, updateImport } from '../../src/imports/import-store.ts';
import { insertIndexer } from '../../src/indexers/indexer-store.ts';
import { writeItem } from '../../src/library/item-store.ts';
import { insertLibrary, noteScanned } from '../../src/library/library-store.ts';
import {
  changeReorganisation,
  insertReorganisation,
  insertReorganisedItems,
} from '../../src/library/reorganise/reorganisation-store.ts';
import { nameBackup } from '../../src/operations/backups/backup.ts';
import type { Tx } from '../../src/platform/database.ts';
import { judgeRelease } from '../../src/releases/judge-release.ts';
import { finishSearch, insertReleases, insertSearch, listReleases } from '../../src/wanted/search-store.ts';
import { insertWanted } from '../../src/wanted/wanted-store.ts';
import type { TestApp } from './app.ts';
import { coverImage } from './audio-files/cover-image.ts';
import { signInAdministrator } from './sessions.ts';

/** Where nothing listens. */
export const NOWHERE = 'http://127.0.0.1:1';

/** The ids of one thing of each kind; what is free has nothing that keeps it. */
export type Seed = Awaited<ReturnType<typeof seedEverything>>;

/**
 * Writes one thing of each kind into the database of an app, all new, none of which any job is to do with. `folder` is
 * where the libraries come to lie.
 */
export async function seedEverything(app: TestApp, folder: string, number: number) {
  const libraryPath = join(folder, `${number}`);
  const freePath = join(folder, `${number}-free`);
  await mkdir(join(libraryPath, 'Emma'), { recursive: true });
  await mkdir(freePath);
  await writeFile(join(libraryPath, 'Emma', 'cover.png'), coverImage(30));
  const ids = await app.db.transaction().execute((tx) => seed(tx, app, number, libraryPath));
  const backup = await seedBackup(app, number);
  const caller = await signInAdministrator(app, `administrator ${number}`);
  return { ...ids, backup, caller, libraryPath, freePath };
}

async function seed(tx: Tx, app: TestApp, number: number, path: string) {
  const now = new Date();
  const [author = 0, freeAuthor = 0] = await enterAuthors(tx, [`Jane Austen ${number}`, `Nobody ${number}`]);
  const [series, freeSeries] = [
    await addSeries(tx, `Novels ${number}`),
    await addSeries(tx, `None ${number}`),
  ];
  const enter = (title: string) =>
    enterBook(tx, { title, authorId: author, seriesId: series, isbn: '9780141439587' }, now);
  const [book, wantedBook, importedBook, freeBook] = [
    await enter('Emma'),
    await enter('Persuasion'),
    await enter('Sanditon'),
    await enter('Evelyn'),
  ];
  const recording = await insertRecording(tx, book, NO_RECORDING_FIELDS, {});
  const freeRecording = await insertRecording(tx, freeBook, NO_RECORDING_FIELDS, {});
  const changeSet = (await editBook(tx, book, { subtitle: `Number ${number}` }, { userId: null, now })) ?? 0;
  const [fieldChange] = (await listFieldChanges(tx, { changeSetId: changeSet }, { limit: 1 })).items;
  const library = await insertLibrary(tx, { name: `Books ${number}`, path, namingTemplate: null });
  await noteScanned(tx, library, { vanished: 3, rootDevice: '1', now: new Date() });
  const item = await writeItem(tx, {
    libraryId: library,
    path: 'Emma',
    folder: 'Emma',
    recordingId: recording,
    durationSeconds: 60.5,
    sizeBytes: 1000,
    signature: 'seeded',
    coverFile: 'Emma/cover.png',
    hasEmbeddedCover: false,
    coverKey: null,
    chapters: [{ title: 'One', startSeconds: 0, endSeconds: 60.5 }],
    faults: [{ path: 'Emma/emma.mp3', fault: 'It is cut off.' }],
    orderEvidence: null,
    chapterSource: 'files',
    audioFiles: [
      {
        path: 'Emma/emma.mp3',
        disc: null,
        track: 1,
        durationSeconds: 60.5,
        codec: 'mp3',
        bitrateKbps: 64,
        sizeBytes: 1000,
        modifiedAtMs: 1,
        inode: '1',
        fault: 'It is cut off.',
      },
    ],
  });
  await refreshSearchText(tx, [book, wantedBook, importedBook, freeBook]);
  const later = new Date(now.getTime() + 3_600_000);
  const want = (bookId: number) =>
    insertWanted(tx, {
      book_id: bookId,
      narrators: ['Moira Fogarty'],
      language: 'en',
      asin: 'B002V1NDYK',
      library_id: library,
      requested_by: null,
      next_search_at: later,
    });
  const [wanted, importing] = [await want(wantedBook), await want(importedBook)];
  const kept = app.needs.secretBox.seal('secret');
  const indexer = await insertIndexer(tx, {
    kind: 'torznab',
    name: 'Mine',
    url: NOWHERE,
    apiKeyEncrypted: kept,
    enabled: false,
    proxy: 'default',
    proxyEncrypted: null,
  });
  const client = await insertDownloadClient(tx, {
    kind: 'qbittorrent',
    name: 'Mine',
    url: NOWHERE,
    username: 'ada',
    passwordEncrypted: kept,
    category: 'audiobooks',
    pathMappings: [{ remote: '/a', local: '/b' }],
    enabled: true,
    proxy: 'default',
    proxyEncrypted: null,
  });
  const { search, release } = await seedSearch(tx, app, wanted, indexer);
  const download = await insertDownload(tx, {
    wanted_book_id: importing,
    search_id: null,
    release_id: null,
    client_id: null,
    title: 'Sanditon [MP3]',
    size_bytes: 1000,
  });
  const { id: held } = await openImport(tx, {
    download_id: download,
    wanted_book_id: importing,
    title: 'Sanditon',
  });
  await updateImport(tx, held, {
    state: 'held',
    reasons: ['It is another book.'],
    files: [{ source: 'a.mp3', target: 'Emma/a.mp3', size_bytes: 1000 }],
  });
  const duplicate = await seedDuplicate(tx, library, item);
  const { plan, reorganised } = await seedReorganisations(tx, number, path);
  const task = (await openTask(tx, 'search_wanted_book', wanted)).id;
  const scan = (await openTask(tx, 'scan_library', library)).id;
  const { id: user } = await insertUser(tx, { name: `viewer ${number}`, passwordHash: null, role: 'viewer' });
  const { apiKey, errorGroup } = await seedOperations(tx, user, number);
  return {
    author,
    freeAuthor,
    series,
    freeSeries,
    book,
    freeBook,
    freeRecording,
    recording,
    changeSet,
    fieldChange: fieldChange?.id ?? 0,
    library,
    item,
    duplicate,
    wanted,
    indexer,
    client,
    search,
    release,
    download,
    held,
    plan,
    reorganised,
    task,
    scan,
    user,
    apiKey,
    errorGroup,
  };
}

/** A group that somebody keeps: so no search takes it away. */
async function seedDuplicate(tx: Tx, libraryId: number, itemId: number): Promise<number> {
  const copy = await tx
    .insertInto('library_item')
    .values({ library_id: libraryId, path: 'Emma again', sort_key: 'emma again', signature: 'seeded' })
    .returning('id')
    .executeTakeFirstOrThrow();
  const { id } = await tx
    .insertInto('duplicate_group')
    .values({ kind: 'same_recording', key: `seeded ${itemId}`, kept_at: new Date() })
    .returning('id')
    .executeTakeFirstOrThrow();
  const members = [itemId, copy.id].map((library_item_id, place) => ({
    group_id: id,
    library_item_id,
    place,
  }));
  await tx.insertInto('duplicate_member').values(members).execute();
  return id;
}

/** A plan that waits, and one that was carried out. */
async function seedReorganisations(tx: Tx, number: number, path: string) {
  const shelf = { name: `Shelf ${number}`, path: `${path}-shelf`, namingTemplate: null };
  const libraryId = await insertLibrary(tx, shelf);
  const make = async (state: 'planned' | 'moved') => {
    const id = await insertReorganisation(tx, { libraryId, template: '{Title}', renameFiles: false });
    await insertReorganisedItems(tx, id, [
      {
        library_item_id: null,
        from_path: 'Emma',
        from_folder: null,
        to_path: 'Jane Austen/Emma',
        steps: [{ what: 'folder', from: 'Emma', to: 'Jane Austen/Emma' }],
        state,
        reason: null,
      },
    ]);
    await changeReorganisation(tx, id, ['planning'], state === 'planned' ? 'planned' : 'done');
    return id;
  };
  return { reorganised: await make('moved'), plan: await make('planned') };
}

/** A search that is over, with one release. */
async function seedSearch(tx: Tx, { needs }: TestApp, wanted: number, indexer: number) {
  const sought = { title: 'Persuasion', authors: ['Jane Austen'], narrators: [], language: null };
  const found = { sizeBytes: 300_000_000, seeders: 7, categories: [3030], author: 'Jane Austen' };
  const verdict = judgeRelease(
    { ...sought, subtitle: null, asin: null, series: [], durationSeconds: null },
    { ...found, name: 'Jane Austen - Persuasion [MP3]', bookTitle: null, language: null, narrator: null },
  );
  const search = await insertSearch(tx, wanted, sought);
  await insertReleases(tx, needs.secretBox, search, [
    {
      indexer_id: indexer,
      indexer_name: 'Mine',
      title: 'Jane Austen - Persuasion [MP3]',
      downloadUrl: `${NOWHERE}/download?apikey=secret`,
      info_url: `${NOWHERE}/info`,
      size_bytes: found.sizeBytes,
      seeders: found.seeders,
      leechers: 0,
      published_at: new Date('2026-01-01T00:00:00Z'),
      categories: found.categories,
      verdict,
    },
  ]);
  await finishSearch(tx, search, {
    outcome: 'One was found.',
    indexers: [{ indexer_id: indexer, name: 'Mine', found: 1, error: null }],
    at: new Date(),
  });
  const { items } = await listReleases(tx, search, { limit: 1 });
  return { search, release: items[0]?.id ?? 0 };
}

/** What no use case makes on demand: a key, and an error that was kept. */
async function seedOperations(tx: Tx, user: number, number: number) {
  const unique = Buffer.from(`seed ${number}`.padEnd(32));
  const key = await tx
    .insertInto('api_key')
    .values({ name: 'Seeded', key_hash: unique, origin: 'user', user_id: user, scope: 'read', hint: 'abcd' })
    .returning('id')
    .executeTakeFirstOrThrow();
  const error = await tx
    .insertInto('error_group')
    .values({ fingerprint: unique, name: 'TypeError', message: 'x is null', place: 'job scan', version: '1' })
    .returning('id')
    .executeTakeFirstOrThrow();
  return { apiKey: key.id, errorGroup: error.id };
}

/** One that was verified once, and whose file is there. */
async function seedBackup({ db, needs: { backups } }: TestApp, number: number): Promise<number> {
  const at = new Date(Date.UTC(2026, 0, 1, 0, 0, number));
  const name = nameBackup(at, 'manual');
  const { own } = backups.places;
  await mkdir(backups.config.dir, { recursive: true, mode: 0o700 });
  await writeFile(join(backups.config.dir, name), 'no archive', { mode: 0o600 });
  const { id } = await db
    .insertInto('backup')
    .values({
      name,
      place: own.kind,
      path: own.addressOf(name),
      origin: 'manual',
      state: 'done',
      program_version: '1.0.0',
      size_bytes: 10,
      row_count: 1,
      sha256: null,
      created_at: at,
      finished_at: at,
      verified_at: at,
      verification: 'passed',
      verification_checks: JSON.stringify([{ name: 'the file is whole', ok: true, detail: '10 bytes' }]),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}
