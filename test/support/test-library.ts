import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAnnounce } from '../../src/activity/facts.ts';
import { systemClock } from '../../src/base/clock.ts';
import type { AudioReader } from '../../src/library/audio-reader.ts';
import { browseBooks } from '../../src/library/browse-books.ts';
import {
  type BrowsedItem,
  type BrowsedItemDetail,
  browseItem,
  browseItems,
} from '../../src/library/browse-items.ts';
import { insertLibrary, readLibrary } from '../../src/library/library-store.ts';
import { type ScanResult, scanLibrary } from '../../src/library/scan-library.ts';
import { readWritten, type ShelvedBook } from '../../src/library/shelved-book.ts';
import type { Database } from '../../src/platform/database.ts';
import type { AudioFormat } from './audio-files/encode-audio.ts';
import type { SampleTags } from './audio-files/sample-tags.ts';
import { makeAudioFile } from './audio-files.ts';
import { createTestDatabase, type TestDatabase } from './postgres.ts';

export interface ScanWatch {
  readonly onProgress?: (done: number, total: number | null) => void;
  readonly signal?: AbortSignal;
  /** Only these places are scanned. */
  readonly places?: readonly string[];
}

/** A library in a folder and a database of its own, with what a test does to it and sees of it. */
export interface TestLibrary extends AsyncDisposable {
  readonly db: Database;
  readonly connection: TestDatabase['connection'];
  readonly id: number;
  readonly root: string;
  /** The absolute path of a place in it. */
  at(path: string): string;
  /** Makes two seconds of audio. */
  put(path: string, tags?: SampleTags, format?: AudioFormat): Promise<void>;
  scan(watch?: ScanWatch): Promise<ScanResult>;
  books(search?: string): Promise<readonly ShelvedBook[]>;
  items(): Promise<readonly BrowsedItem[]>;
  item(path: string): Promise<BrowsedItemDetail>;
}

export async function openTestLibrary(reader: AudioReader): Promise<TestLibrary> {
  const database = await createTestDatabase();
  const db = database.database;
  const root = await mkdtemp(join(tmpdir(), 'test-library-'));
  const library = await db.transaction().execute(async (tx) => {
    const id = await insertLibrary(tx, { name: 'Books', path: root, namingTemplate: null });
    return readLibrary(tx, id);
  });
  const at = (path: string) => join(root, path);
  const items = async () => (await browseItems(db, { limit: 200 })).items;
  return {
    db,
    connection: database.connection,
    id: library.id,
    root,
    at,
    items,
    put: (path, tags = {}, format = 'mp3') => makeAudioFile(at(path), { format, seconds: 2, tags }),
    scan: async ({ onProgress = () => {}, signal = new AbortController().signal, places } = {}) =>
      scanLibrary(
        { db, clock: systemClock, announce: createAnnounce([]), reader },
        await readLibrary(db, library.id),
        {
          signal,
          ...(places === undefined ? {} : { places }),
          onProgress: ({ done, total }) => onProgress(done, total),
        },
      ),
    books: async (search) =>
      (await browseBooks(db, { limit: 200, sort: 'title', search })).items.map(readWritten),
    async item(path) {
      const found = (await items()).find((each) => each.path === path);
      if (found === undefined) throw new Error(`There is no item ${path}`);
      return browseItem(db, found.id);
    },
    async [Symbol.asyncDispose]() {
      await rm(root, { recursive: true, force: true });
      await database[Symbol.asyncDispose]();
    },
  };
}
