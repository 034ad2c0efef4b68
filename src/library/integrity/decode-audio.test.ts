import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type BrokenFile, makeBrokenFile } from '../../../test/support/audio-files/broken-files.ts';
import { AUDIO_FORMATS, type AudioFormat } from '../../../test/support/audio-files/encode-audio.ts';
import { makeAudioFile } from '../../../test/support/audio-files.ts';
import { readConfig } from '../../platform/config.ts';
import { findProgram } from '../../platform/find-program.ts';
import { readAudioFile } from '../read-audio-file.ts';
import { createTagReader, type TagReader } from '../tag-reader.ts';
import { decodeAudio } from './decode-audio.ts';
import { judgeDecoding } from './judge-decoding.ts';
import { judgeStructure } from './judge-structure.ts';

let folder: string;
let tags: TagReader;
let ffmpeg: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'decode-audio-'));
  tags = await createTagReader();
  const found = await findProgram('ffmpeg', readConfig(folder).programFolders);
  if (found === null) throw new Error('These tests need ffmpeg.');
  ffmpeg = found;
});

afterAll(() => rm(folder, { recursive: true, force: true }));

const never = new AbortController().signal;

async function look(path: string, signal = never) {
  const { durationSeconds, codec, fault } = await readAudioFile(tags, path);
  const claim = { path: 'file', durationSeconds, codec, fault };
  const decoding = await decodeAudio({ ffmpeg, signal }, path, claim);
  const words = [...judgeDecoding(claim, decoding), ...judgeStructure(claim)].map(
    ({ severity, kind }) => `${severity} ${kind}`,
  );
  return { decoding, words };
}

describe('decoding', () => {
  const formats = Object.keys(AUDIO_FORMATS).filter((each): each is AudioFormat => each in AUDIO_FORMATS);

  it.each(formats)('finds nothing wrong with a sound file: %s', async (format) => {
    // Names that a program might take for an option, a protocol or a pattern.
    const path = join(folder, `-i concat:%03d 'ü' ${format}${AUDIO_FORMATS[format].ending}`);
    const cover = !['aac', 'wma', 'wav'].includes(format);
    await makeAudioFile(path, { format, seconds: 6, tags: { title: 'Emma', album: 'Emma' }, cover });

    const { decoding, words } = await look(path);

    expect(words).toEqual([]);
    expect(Math.abs(decoding.seconds - 6)).toBeLessThan(0.1);
    expect(decoding).toMatchObject({ end: 'done', damagedPlaces: 0, silentSeconds: 0 });
  });

  it.each<[BrokenFile, string, readonly string[]]>([
    ['truncated-moov-last', '.m4b', ['severe unreadable', 'severe broken_structure']],
    ['truncated-moov-first', '.m4b', ['severe truncated', 'severe broken_structure']],
    ['truncated-mp3', '.mp3', ['severe truncated', 'severe broken_structure']],
    ['truncated-flac', '.flac', ['severe truncated', 'severe broken_structure']],
    ['truncated-ogg', '.ogg', ['severe broken_structure']],
    ['zero-bytes', '.mp3', ['severe unreadable', 'severe broken_structure']],
    ['text-as-m4b', '.m4b', ['severe unreadable', 'severe broken_structure']],
    ['mp3-as-m4b', '.m4b', ['slight wrong_name']],
    ['bit-rot', '.mp3', ['severe corrupt']],
  ])('finds what is wrong with a broken one: %s', async (kind, ending, expected) => {
    const path = join(folder, `${kind}${ending}`);
    await makeBrokenFile(path, kind);
    expect((await look(path)).words).toEqual(expected);
  });

  it.each<[AudioFormat, number]>([
    ['flac', 1],
    ['m4b', 400],
  ])('finds bytes that are not what they were: %s', async (format, count) => {
    const path = join(folder, `rotten${AUDIO_FORMATS[format].ending}`);
    await makeAudioFile(path, { format, seconds: 20 });
    const bytes = await readFile(path);
    const middle = Math.floor(bytes.length / 2);
    for (let at = middle; at < middle + count; at += 1) bytes[at] = (bytes[at] ?? 0) ^ 0x55;
    await writeFile(path, bytes);

    const { decoding, words } = await look(path);

    expect(words).toEqual([expect.stringMatching(/ corrupt$/)]);
    expect(Math.abs((decoding.damagedAt[0] ?? 0) - 10)).toBeLessThan(3);
  });

  it('tells silence from sound', async () => {
    const path = join(folder, 'silent.wav');
    await writeFile(path, silentWav(15));
    expect((await look(path)).words).toEqual(['severe silent']);
  });

  it('ends at once where it is asked to', async () => {
    const path = join(folder, 'long.mp3');
    await makeAudioFile(path, { format: 'mp3', seconds: 2 });
    await expect(look(path, AbortSignal.abort(new Error('Enough.')))).rejects.toThrow('Enough.');
    const asked = new AbortController();
    const looking = look(path, asked.signal);
    asked.abort(new Error('Enough.'));
    await expect(looking).rejects.toThrow('Enough.');
  });
});

function silentWav(seconds: number): Buffer {
  const rate = 8000;
  const bytes = Buffer.alloc(44 + seconds * rate * 2);
  bytes.write('RIFF', 0, 'latin1');
  bytes.writeUInt32LE(bytes.length - 8, 4);
  bytes.write('WAVEfmt ', 8, 'latin1');
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(rate, 24);
  bytes.writeUInt32LE(rate * 2, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36, 'latin1');
  bytes.writeUInt32LE(bytes.length - 44, 40);
  return bytes;
}
