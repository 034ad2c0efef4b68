import { TagLib } from 'taglib-wasm';
import { assertNever } from '../base/assert.ts';
import type { ReadingJob, ReadingResult } from './audio-reader.ts';
import { readAudioFile, readCover } from './read-audio-file.ts';
import { openSidecar } from './sources/open-sidecar.ts';

/** The entry of a reading process: one file at a time, in the order in which they are asked for. */
const taglib = await TagLib.initialize();

process.on('message', async (job: ReadingJob) => {
  process.send?.(await work(job));
});
// Whoever asked is gone.
process.on('disconnect', () => process.exit());

async function work(job: ReadingJob): Promise<ReadingResult> {
  switch (job.kind) {
    case 'read':
      return { kind: 'read', reading: await readAudioFile(taglib, job.path) };
    case 'cover':
      return { kind: 'cover', cover: await readCover(taglib, job.path) };
    case 'sidecar':
      return { kind: 'sidecar', reading: openSidecar(job.sidecar, job.path) };
    default:
      return assertNever(job);
  }
}
