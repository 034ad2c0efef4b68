import { constants, setPriority } from 'node:os';
import { assertNever } from '../base/assert.ts';
import type { ReadingJob, ReadingResult } from './audio-reader.ts';
import type { CoverImage } from './audio-reading.ts';
import { keepCover } from './keep-cover.ts';
import type { ReadItem } from './present-item.ts';
import { readAudioFile, readCover } from './read-audio-file.ts';
import { type FileReader, type ReadLibrary, readItems } from './read-item.ts';
import { openSidecar } from './sources/open-sidecar.ts';
import { createTagReader } from './tag-reader.ts';
import type { FoundItem } from './walk/found-item.ts';
import { createListNames } from './walk/list-names.ts';
import { watchWaiting } from './watch-waiting.ts';

/**
 * The entry of a reading process: one file at a time, in the order in which they are asked for. Covers that it comes by
 * in a scan are kept in the folder that it is given.
 */
const [coversDir] = process.argv.slice(2);
// Whoever asks for a page comes first.
setPriority(constants.priority.PRIORITY_BELOW_NORMAL);
const keep = ({ bytes }: CoverImage) => (coversDir === undefined ? null : keepCover(coversDir, bytes));
const tags = await createTagReader();
const listNames = createListNames();

process.on('message', async (job: ReadingJob) => {
  process.send?.(await work(job));
});
// Whoever asked is gone.
process.on('disconnect', () => process.exit());

async function work(job: ReadingJob): Promise<ReadingResult> {
  switch (job.kind) {
    case 'read':
      return { kind: 'read', reading: await readAudioFile(tags, job.path) };
    case 'cover':
      return { kind: 'cover', cover: await readCover(tags, job.path) };
    case 'sidecar':
      return { kind: 'sidecar', reading: openSidecar(job.sidecar, job.path) };
    case 'names':
      return { kind: 'names', names: listNames(job.root, job.folder).names };
    case 'folders':
      return await readFolders(job.library, job.folders);
    default:
      return assertNever(job);
  }
}

/** So often whoever waits hears that a slow disk is no hanging one. */
const ALIVE_EVERY_MS = 1_000;

async function readFolders(library: ReadLibrary, folders: readonly FoundItem[]): Promise<ReadingResult> {
  const waited = watchWaiting();
  let toldAt = performance.now();
  const reader: FileReader = {
    async read(path) {
      const reading = await readAudioFile(tags, path, keep);
      if (performance.now() - toldAt > ALIVE_EVERY_MS) {
        toldAt = performance.now();
        process.send?.({ kind: 'alive' } satisfies ReadingResult);
      }
      return reading;
    },
    sidecar: async (kind, path) => openSidecar(kind, path),
    names: listNames,
  };
  const read: (readonly ReadItem[])[] = [];
  for (const folder of folders) read.push(await readItems(reader, library, folder));
  return { kind: 'folders', folders: read, waitedShare: waited() };
}
