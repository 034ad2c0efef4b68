import { createHash } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NotFound } from '../base/errors.ts';
import type { Database } from '../platform/database.ts';
import type { AudioReader } from './audio-reader.ts';
import type { CoverImage } from './audio-reading.ts';
import { noteCoverKey } from './item-store.ts';
import { keepCover, keptCover } from './keep-cover.ts';
import { imageType } from './pick-cover.ts';

export interface Covers {
  /** The cover of an item: the image beside its files, else the embedded one. Throws NotFound. */
  read(itemId: number): Promise<CoverImage & { readonly etag: string }>;
}

interface Needs {
  readonly db: Database;
  readonly reader: AudioReader;
  /** Where embedded covers are kept, so that audio files are opened only once for them. */
  readonly cacheDir: string;
}

const MAX_BYTES = 20 * 1024 * 1024;

export function createCovers({ db, reader, cacheDir }: Needs): Covers {
  async function embedded(itemId: number, place: CoverPlace): Promise<Uint8Array | null> {
    const kept =
      place.coverKey === null ? null : await readFile(keptCover(cacheDir, place.coverKey)).catch(() => null);
    if (kept !== null) return kept;
    const cover = await reader.cover(join(place.root, place.firstFile));
    if (cover === null) return null;
    const key = keepCover(cacheDir, cover.bytes);
    if (key !== null && key !== place.coverKey) await noteCoverKey(db, itemId, place.signature, key);
    return cover.bytes;
  }

  return {
    async read(itemId) {
      const item = await readCoverPlace(db, itemId);
      const bytes =
        item.coverFile === null
          ? await embedded(itemId, item)
          : await readImage(join(item.root, item.coverFile));
      const mediaType = bytes === null ? null : imageType(bytes);
      if (bytes === null || mediaType === null)
        throw new NotFound(`The library item ${itemId} has no cover.`);
      return { bytes, mediaType, etag: etagOf(bytes) };
    },
  };
}

/** By the image itself: one that is replaced under its name is another one at once, whenever the next scan is. */
function etagOf(bytes: Uint8Array): string {
  return `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 27)}"`;
}

type CoverPlace = Awaited<ReturnType<typeof readCoverPlace>>;

async function readCoverPlace(db: Database, itemId: number) {
  const row = await db
    .selectFrom('library_item')
    .innerJoin('library', 'library.id', 'library_item.library_id')
    .innerJoin('audio_file', (join) =>
      join.onRef('audio_file.library_item_id', '=', 'library_item.id').on('audio_file.place', '=', 0),
    )
    .select([
      'library.path as root',
      'library_item.cover_file as coverFile',
      'library_item.has_embedded_cover as hasEmbeddedCover',
      'library_item.cover_key as coverKey',
      'library_item.signature',
      'audio_file.path as firstFile',
    ])
    .where('library_item.id', '=', itemId)
    .executeTakeFirst();
  if (row === undefined || (row.coverFile === null && !row.hasEmbeddedCover)) {
    throw new NotFound(`The library item ${itemId} has no cover.`);
  }
  return row;
}

async function readImage(path: string): Promise<Uint8Array | null> {
  const handle = await open(path).catch(() => null);
  if (handle === null) return null;
  try {
    const { size } = await handle.stat();
    return size > MAX_BYTES ? null : await handle.readFile();
  } finally {
    await handle.close();
  }
}
