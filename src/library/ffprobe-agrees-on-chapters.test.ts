import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { generateLibrary } from '../../test/support/audio-files/generate-library.ts';
import { ALL_KINDS, type PlannedItem } from '../../test/support/audio-files/planned-item.ts';
import { makeScratchFolder } from '../../test/support/scratch-folder.ts';
import { createAudioReader } from './audio-reader.ts';
import type { AudioReading } from './audio-reading.ts';

/** What another program, which shares no code with ours, reads in the same files. */
const Probed = z.object({
  format: z.object({ duration: z.coerce.number() }),
  streams: z.array(z.object({ codec_type: z.string() })),
  chapters: z.array(z.object({ start_time: z.coerce.number(), tags: z.record(z.string(), z.string()) })),
});

const run = promisify(execFile);
/** Of each format some, of one file and of several, with the series and without. */
const ITEMS = 72;
const items: PlannedItem[] = [];
const ours = new Map<string, AudioReading>();
const theirs = new Map<string, z.output<typeof Probed>>();

beforeAll(async () => {
  using folder = makeScratchFolder();
  await using reader = createAudioReader();
  for (const format of ALL_KINDS.formats) {
    const kinds = { ...ALL_KINDS, formats: [format], sidecars: false };
    const root = join(folder.path, format);
    await generateLibrary(root, ITEMS / 12, items.length * 7, {
      kinds,
      onItem: (item) => items.push(item),
    });
    for (const { path } of items.filter((item) => item.format === format).flatMap(({ audio }) => audio)) {
      const file = join(root, path);
      ours.set(`${format}/${path}`, await reader.read(file));
      theirs.set(`${format}/${path}`, await probe(file));
    }
  }
});

async function probe(file: string): Promise<z.output<typeof Probed>> {
  const asked = ['-show_format', '-show_streams', '-show_chapters', '-of', 'json'];
  const { stdout } = await run('ffprobe', ['-v', 'error', ...asked, `file:${file}`]);
  return Probed.parse(JSON.parse(stdout));
}

describe.each(ALL_KINDS.formats)('%s', (format) => {
  it('has the chapters, the cover and the length that ffprobe sees', () => {
    const of = <T>(readings: ReadonlyMap<string, T>) =>
      [...readings].filter(([path]) => path.startsWith(`${format}/`));
    expect(of(ours).length).toBeGreaterThan(0);
    expect(of(ours).map(([path, reading]) => [path, seenByUs(reading)])).toEqual(
      of(theirs).map(([path, probed]) => [path, seenByThem(probed)]),
    );
  });
});

function seenByUs({ chapters, hasCover, durationSeconds }: AudioReading) {
  return {
    chapters: chapters.map(({ title, startSeconds }) => [title, startSeconds]),
    hasCover,
    seconds: Math.round(durationSeconds ?? 0),
  };
}

function seenByThem({ format, streams, chapters }: z.output<typeof Probed>) {
  return {
    chapters: chapters.map((chapter) => [chapter.tags['title'], chapter.start_time]),
    hasCover: streams.some(({ codec_type }) => codec_type === 'video'),
    seconds: Math.round(format.duration),
  };
}
