import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AUDIO_FORMATS, type AudioFormat, encodeAudio } from '../../test/support/audio-files/encode-audio.ts';
import { retag } from '../../test/support/audio-files/retag.ts';
import type { SampleTags } from '../../test/support/audio-files/sample-tags.ts';
import type { AudioReading } from './audio-reading.ts';
import { readAudioFile } from './read-audio-file.ts';
import { createTagReader, type TagReader } from './tag-reader.ts';

const SECONDS = 3;
const TAGS: SampleTags = {
  title: 'Stave One – Marley’s Ghost',
  album: 'A Christmas Carol',
  subtitle: 'A Ghost Story',
  artist: 'Charles Dickens',
  albumArtist: 'Dickens, Charles',
  composer: 'Frank Müller',
  narrator: 'Frank Muller',
  series: 'Christmas Books',
  seriesPart: '2.5',
  asin: 'B002V1NDYK',
  isbn: '9780140439052',
  language: 'eng',
  publisher: 'Chapman & Hall',
  description: 'Marley was dead: to begin with. There is no doubt whatever about that.',
  date: '1843',
  track: { number: 2, total: 5 },
  disc: { number: 1, total: 2 },
};

/** What ffprobe calls it, and what we read. */
const FIELDS: Readonly<Record<string, (reading: AudioReading) => string | number | null | undefined>> = {
  title: ({ tags }) => tags.title,
  album: ({ tags }) => tags.album,
  artist: ({ tags }) => tags.artists.join(';'),
  album_artist: ({ tags }) => tags.albumArtists.join(';'),
  composer: ({ tags }) => tags.composers.join(';'),
  narrator: ({ tags }) => tags.narrators.join(';'),
  series: ({ tags }) => tags.series[0]?.name,
  'series-part': ({ tags }) => tags.series[0]?.position,
  subtitle: ({ tags }) => tags.subtitle,
  tit3: ({ tags }) => tags.subtitle,
  asin: ({ tags }) => tags.asin,
  isbn: ({ tags }) => tags.isbn,
  publisher: ({ tags }) => tags.publisher,
  description: ({ tags }) => tags.description,
  comment: ({ tags }) => tags.description,
  language: ({ tags }) => tags.language,
  date: ({ tags }) => tags.year,
  track: ({ tags }) => tags.track,
  tracktotal: ({ tags }) => tags.trackTotal,
  disc: ({ tags }) => tags.disc,
  disctotal: ({ tags }) => tags.discTotal,
};

/** TagLib reads the numbers of a WAV file without their totals. */
const WITHOUT_IN_WAV: ReadonlySet<string> = new Set(['tracktotal', 'disctotal']);

let folder: string;
let tags: TagReader;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'ffprobe-'));
  tags = await createTagReader();
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const Probed = z.object({
  format: z.object({ duration: z.string(), tags: z.record(z.string(), z.string()).default({}) }),
  streams: z.array(
    z.object({
      codec_type: z.string(),
      codec_name: z.string(),
      tags: z.record(z.string(), z.string()).default({}),
    }),
  ),
});

async function probe(path: string) {
  const shown = ['-show_format', '-show_streams', '-of', 'json'];
  const { stdout } = await promisify(execFile)('ffprobe', ['-v', 'error', ...shown, path]);
  const { format, streams } = Probed.parse(JSON.parse(stdout));
  const audio = streams.find((stream) => stream.codec_type === 'audio');
  const tags = { ...audio?.tags, ...format.tags };
  return {
    seconds: Number(format.duration),
    codec: audio?.codec_name,
    tags: new Map(
      Object.entries(tags)
        .map(([name, value]) => [name.toLowerCase(), value] as const)
        .flatMap(withTotalsApart),
    ),
  };
}

/** "2/5" is a number and a total, which other formats keep apart. */
function withTotalsApart([name, value]: readonly [string, string]): readonly (readonly [string, string])[] {
  const [, number, total] = /^(\d+)\/(\d+)$/u.exec(value) ?? [];
  if (number === undefined || total === undefined) return [[name, value]];
  return [
    [name, number],
    [`${name}total`, total],
  ];
}

describe('ffprobe', () => {
  it.each<[AudioFormat, 3 | 4, number]>([
    ['m4b', 4, 17],
    ['m4b-faststart', 4, 17],
    ['m4a', 4, 17],
    ['alac', 4, 17],
    ['mp3', 3, 18],
    ['mp3', 4, 18],
    ['flac', 4, 18],
    ['ogg', 4, 18],
    ['opus', 4, 18],
    ['wma', 4, 11],
    ['wav', 4, 16],
  ])('reads the same of %s (ID3v2.%s): all of at least %s fields', async (format, id3Version, least) => {
    const path = join(folder, `${format}-${id3Version}${AUDIO_FORMATS[format].ending}`);
    const bare = await encodeAudio({ format, seconds: SECONDS, chapters: [], metadata: [], cover: null });
    await writeFile(path, retag(format, bare, { tags: TAGS, chapters: [], cover: null, id3Version }));

    const theirs = await probe(path);
    const ours = await readAudioFile(tags, path);

    const compared = Object.entries(FIELDS).flatMap(([name, read]) => {
      const value = theirs.tags.get(name);
      // MP4 has a language of the track, too, which nobody sets.
      if (format === 'wav' && WITHOUT_IN_WAV.has(name)) return [];
      return value === undefined || value === 'und' ? [] : [[name, String(read(ours)), value] as const];
    });
    expect(compared.map(([name, own]) => [name, own])).toEqual(
      compared.map(([name, , value]) => [name, value]),
    );
    expect(compared.length).toBeGreaterThanOrEqual(least);
    expect(ours.durationSeconds).toBeCloseTo(theirs.seconds, 1);
  });
});
