import { mkdir, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  BROKEN_FILES,
  type BrokenFile,
  makeBrokenFile,
} from '../../test/support/audio-files/broken-files.ts';
import { AUDIO_FORMATS, type AudioFormat } from '../../test/support/audio-files/encode-audio.ts';
import { audioBytes, makeAudioFile } from '../../test/support/audio-files.ts';
import { readAudioFile, readCover } from './read-audio-file.ts';
import { createTagReader, type TagReader } from './tag-reader.ts';

let folder: string;
let tags: TagReader;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'read-audio-'));
  tags = await createTagReader();
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const TAGS = {
  title: 'Stave One',
  album: 'A Christmas Carol',
  subtitle: 'A Ghost Story',
  artist: 'Charles Dickens',
  albumArtist: 'Charles Dickens',
  composer: 'Frank Muller',
  narrator: 'Frank Muller',
  series: 'Christmas Books',
  seriesPart: '1',
  asin: 'B002V1NDYK',
  isbn: '978-0-14-043905-2',
  language: 'eng',
  publisher: 'Chapman & Hall',
  comment: 'Marley was dead: to begin with.',
  date: '1843-12-19',
  track: { number: 2, total: 5 },
  disc: { number: 1, total: 2 },
};
const CHAPTERS = [
  { title: 'Marley’s Ghost', startSeconds: 0, endSeconds: 2 },
  { title: 'The First Spirit', startSeconds: 2, endSeconds: 6 },
];

async function readMade(format: AudioFormat, name = `${format}${AUDIO_FORMATS[format].ending}`) {
  const path = join(folder, name);
  await makeAudioFile(path, { format, seconds: 6, tags: TAGS, chapters: CHAPTERS, cover: true });
  return await readAudioFile(tags, path);
}

describe('a sound file', () => {
  it.each([
    ['m4b', 'aac'],
    ['m4b-faststart', 'aac'],
    ['m4a', 'aac'],
    ['alac', 'alac'],
    ['mp3', 'mp3'],
    ['mp3-vbr', 'mp3'],
    ['mp3-vbr-bare', 'mp3'],
    ['flac', 'flac'],
    ['ogg', 'vorbis'],
    ['opus', 'opus'],
    ['aac', 'aac'],
    ['wma', 'wma'],
    ['wav', 'pcm'],
  ] as const)('%s is read with its codec and running time, without a fault', async (format, codec) => {
    const reading = await readMade(format);

    expect(reading).toMatchObject({ codec, fault: null });
    expect(reading.durationSeconds).toBeGreaterThanOrEqual(6);
    expect(reading.durationSeconds).toBeLessThan(6.06);
    expect(reading.bitrateKbps).toBeGreaterThan(10);
  });

  it.each(['m4b', 'm4b-faststart', 'alac', 'mp3', 'mp3-vbr', 'mp3-vbr-bare', 'flac', 'ogg', 'opus'] as const)(
    '%s is read with all its tags',
    async (format) => {
      const { tags } = await readMade(format);

      expect(tags).toMatchObject({
        title: 'Stave One',
        album: 'A Christmas Carol',
        subtitle: 'A Ghost Story',
        artists: ['Charles Dickens'],
        albumArtists: ['Charles Dickens'],
        composers: ['Frank Muller'],
        narrators: ['Frank Muller'],
        series: [{ name: 'Christmas Books', position: '1' }],
        asin: 'B002V1NDYK',
        isbn: '9780140439052',
        language: 'eng',
        publisher: 'Chapman & Hall',
        description: 'Marley was dead: to begin with.',
        year: 1843,
        disc: 1,
        track: 2,
      });
    },
  );

  it.each(['m4b', 'm4a', 'mp3', 'flac', 'ogg', 'opus'] as const)(
    '%s is read with its chapters',
    async (format) => {
      const { chapters } = await readMade(format);

      expect(chapters).toHaveLength(2);
      expect(chapters[0]).toEqual({ title: 'Marley’s Ghost', startSeconds: 0, endSeconds: 2 });
      expect(chapters[1]).toMatchObject({ title: 'The First Spirit', startSeconds: 2 });
      expect(chapters[1]?.endSeconds).toBeCloseTo(6, 1);
    },
  );

  it.each(['m4b', 'mp3', 'flac', 'ogg', 'opus'] as const)(
    '%s gives its cover as the image that it is',
    async (format) => {
      const { hasCover } = await readMade(format);
      const cover = await readCover(tags, join(folder, `${format}${AUDIO_FORMATS[format].ending}`));

      expect(hasCover).toBe(true);
      expect(cover?.mediaType).toBe('image/png');
      expect(cover?.bytes.length).toBeGreaterThan(100);
    },
  );

  it('is read under a name with a backslash, quotes and line breaks', async () => {
    const reading = await readMade('m4b', 'a\\b "quoted"\nname.m4b');

    expect(reading).toMatchObject({ codec: 'aac', fault: null, tags: { title: 'Stave One' } });
  });

  it('is read by a path with dots', async () => {
    await readMade('mp3');
    await mkdir(join(folder, 'sub'), { recursive: true });

    const reading = await readAudioFile(tags, `${folder}/sub/../mp3.mp3`);

    expect(reading.tags.title).toBe('Stave One');
  });
});

describe('an MP3 stream without an index', () => {
  it('is counted where its bitrate varies', async () => {
    const path = join(folder, 'bare.mp3');
    await makeAudioFile(path, { format: 'mp3-vbr-bare', seconds: 23 });

    const { durationSeconds } = await readAudioFile(tags, path);

    expect(durationSeconds).toBeCloseTo(23, 0);
  });

  it('is counted where several files were put together and only the first brought an index', async () => {
    const path = join(folder, 'joined.mp3');
    const part = await audioBytes({ format: 'mp3-vbr', seconds: 20 });
    await writeFile(path, Buffer.concat([part, part, part]));

    const { durationSeconds } = await readAudioFile(tags, path);

    expect(durationSeconds).toBeCloseTo(60, 0);
  });
});

describe('a broken file', () => {
  it.each<[BrokenFile, RegExp]>([
    ['truncated-moov-last', /^The file is cut off: its index promises [\d,]+ bytes, [\d,]+ are there\.$/u],
    ['truncated-moov-first', /^The file is cut off: its index promises [\d,]+ bytes, [\d,]+ are there\.$/u],
    ['truncated-mp3', /^The file is cut off: its index promises [\d,]+ bytes of audio/u],
    ['truncated-flac', /^The file is cut off: its head promises 10 seconds, 5 are there\.$/u],
    ['truncated-ogg', /^The file is cut off/u],
    ['truncated-wav', /^The file is cut off/u],
    ['truncated-wma', /^The file is cut off/u],
    ['zero-bytes', /^The file is empty \(0 bytes\)\.$/u],
    ['only-zeros', /^The file is not audio: it begins with nothing but zeros/u],
    ['text-as-mp3', /^The file is not audio: it holds text\.$/u],
    ['text-as-m4b', /^The file is not audio: it holds text\.$/u],
    ['mp3-as-m4b', /^The name ends in \.m4b, but the file is MP3 audio\.$/u],
    [
      'huge-atom',
      /^The file is damaged: its part "moov" claims to be 18,446,744,073,709,551,615 bytes long\.$/u,
    ],
    ['id3-size-lie', /^The file's ID3 tag claims 268,435,465 bytes, but the whole file has [\d,]+\.$/u],
  ])('%s has its fault in words', async (kind, fault) => {
    const path = join(folder, `${kind}${BROKEN_FILES[kind]}`);
    await makeBrokenFile(path, kind);

    expect((await readAudioFile(tags, path)).fault).toMatch(fault);
  });

  it('is read as far as it goes', async () => {
    const misnamed = join(folder, 'misnamed.m4b');
    await makeBrokenFile(misnamed, 'mp3-as-m4b');
    const lying = join(folder, 'lying.mp3');
    await makeBrokenFile(lying, 'id3-size-lie');
    const rotten = join(folder, 'rotten.mp3');
    await makeBrokenFile(rotten, 'bit-rot');

    expect(await readAudioFile(tags, misnamed)).toMatchObject({
      codec: 'mp3',
      tags: { title: 'Misnamed' },
    });
    expect((await readAudioFile(tags, lying)).durationSeconds).toBeCloseTo(5, 0);
    expect(await readAudioFile(tags, rotten)).toMatchObject({ tags: { title: 'Rotten' } });
  });

  it('keeps what its index says where the index came first', async () => {
    const path = join(folder, 'cut.m4b');
    await makeBrokenFile(path, 'truncated-moov-first');

    const reading = await readAudioFile(tags, path);

    expect(reading.tags.title).toBe('Cut');
    expect(reading.durationSeconds).toBeCloseTo(10, 0);
  });

  it('cut at any place has a fault or a reading, and never an error', async () => {
    const path = join(folder, 'shrinking.m4b');
    await makeAudioFile(path, { format: 'm4b-faststart', seconds: 5, tags: TAGS, cover: true });
    const whole = await readAudioFile(tags, path);

    for (let size = 20_000; size > 0; size = Math.floor(size * 0.7)) {
      await truncate(path, size);
      expect((await readAudioFile(tags, path)).fault, `${size} bytes`).not.toBeNull();
    }
    expect(whole.fault).toBeNull();
  });

  it('that is gone, or is a folder, says so', async () => {
    expect((await readAudioFile(tags, join(folder, 'nowhere.mp3'))).fault).toBe(
      'The file is not there any more.',
    );
    await mkdir(join(folder, 'folder.mp3'));
    expect((await readAudioFile(tags, join(folder, 'folder.mp3'))).fault).toMatch(/not a file/u);
  });
});
