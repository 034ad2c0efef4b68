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
  format: z.object({ duration: z.coerce.number(), tags: z.record(z.string(), z.string()).default({}) }),
  streams: z.array(z.object({ codec_type: z.string(), tags: z.record(z.string(), z.string()).default({}) })),
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
  it('is read as ffprobe reads it, field by field', () => {
    const of = <T>(readings: ReadonlyMap<string, T>) =>
      [...readings].filter(([path]) => path.startsWith(`${format}/`));
    const known = (fields: object) =>
      Object.fromEntries(Object.entries(fields).filter(([field]) => !isUnknownToThem(format, field)));
    expect(of(ours).length).toBeGreaterThan(0);
    expect(of(ours).map(([path, reading]) => [path, known(fieldsOfOurs(reading))])).toEqual(
      of(theirs).map(([path, probed]) => [path, known(fieldsOfTheirs(probed))]),
    );
  });
});

/** The atoms ©nrt and ©pub, which ffprobe passes over. */
function isUnknownToThem(format: string, field: string): boolean {
  return format.startsWith('m4') && (field === 'narrators' || field === 'publisher');
}

function fieldsOfOurs({ tags, chapters, hasCover, durationSeconds }: AudioReading) {
  return {
    title: tags.title,
    album: tags.album,
    artists: tags.artists.join('/'),
    albumArtists: tags.albumArtists.join('/'),
    composers: tags.composers.join('/'),
    narrators: tags.narrators.join('/'),
    year: tags.year,
    track: tags.track,
    disc: tags.disc,
    publisher: tags.publisher,
    language: tags.language,
    asin: tags.asin,
    series: tags.series,
    chapters: chapters.map(({ title, startSeconds }) => [title, startSeconds]),
    hasCover,
    seconds: Math.round(durationSeconds ?? 0),
  };
}

function fieldsOfTheirs({ format, streams, chapters }: z.output<typeof Probed>) {
  const audio = streams.find(({ codec_type }) => codec_type === 'audio');
  const tags = new Map(
    Object.entries({ ...audio?.tags, ...format.tags }).map(([key, value]) => [key.toLowerCase(), value]),
  );
  const one = (...keys: readonly string[]) => {
    for (const key of keys) if (tags.has(key)) return tags.get(key) ?? null;
    return null;
  };
  const number = (text: string | null) => (text === null ? null : Number.parseInt(text, 10));
  const list = (text: string | null) => (text ?? '').split(/;/u).join('/');
  const [, grouping = null, place = null] =
    /^(.*) #(\d+)$/u.exec(one('wm/contentgroupdescription') ?? '') ?? [];
  const series = one('series') ?? grouping;
  return {
    title: one('title'),
    album: one('album'),
    artists: list(one('artist')),
    albumArtists: list(one('album_artist')),
    composers: list(one('composer')),
    narrators: list(one('narrator')),
    year: number(one('date', 'year', 'wm/year')),
    track: number(one('track')),
    disc: number(one('disc')),
    publisher: one('publisher'),
    language: one('language'),
    asin: one('asin'),
    series: series === null ? [] : [{ name: series, position: one('series-part') ?? place }],
    chapters: chapters.map((chapter) => [chapter.tags['title'], chapter.start_time]),
    hasCover: streams.some(({ codec_type }) => codec_type === 'video'),
    seconds: Math.round(format.duration),
  };
}
