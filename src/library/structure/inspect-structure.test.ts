import { describe, expect, it } from 'vitest';
import { AUDIO_FORMATS, type AudioFormat } from '../../../test/support/audio-files/encode-audio.ts';
import { audioBytes } from '../../../test/support/audio-files.ts';
import { inspectStructure } from './inspect-structure.ts';

function inspect(bytes: Buffer) {
  return inspectStructure({
    sizeBytes: bytes.length,
    read: (offset, length) => bytes.subarray(offset, Math.min(bytes.length, offset + length)),
  });
}

const FORMATS = Object.keys(AUDIO_FORMATS).filter((format): format is AudioFormat => format in AUDIO_FORMATS);

describe('inspectStructure', () => {
  it.each(FORMATS)('finds no fault in a whole %s, also with an ID3v1 tag behind it', async (format) => {
    const bytes = await audioBytes({ format, seconds: 6 });
    const id3v1 = Buffer.alloc(128);
    id3v1.write('TAG');

    expect(inspect(bytes).fault).toBeNull();
    if (!format.startsWith('m4') && format !== 'alac') {
      expect(inspect(Buffer.concat([bytes, id3v1])).fault).toBeNull();
    }
  });

  it.each(['m4b', 'm4b-faststart', 'alac', 'mp3', 'mp3-vbr', 'flac', 'wav', 'wma'] as const)(
    'sees that the last fifth of a %s is missing',
    async (format) => {
      const bytes = await audioBytes({ format, seconds: 6 });

      expect(inspect(bytes.subarray(0, Math.floor(bytes.length * 0.8))).fault).toMatch(
        /^The file is cut off/u,
      );
    },
  );

  it('measures MP3 and raw AAC as long as they are', async () => {
    for (const format of ['mp3', 'mp3-vbr', 'mp3-vbr-bare', 'aac'] as const) {
      const { measured } = inspect(await audioBytes({ format, seconds: 6 }));
      expect(measured?.seconds, format).toBeGreaterThan(5.99);
      expect(measured?.seconds, format).toBeLessThan(6.06);
    }
  });

  it.each([
    ['504b0304', /ZIP/u],
    ['526172211a07', /RAR/u],
    ['255044462d', /PDF/u],
    ['1a45dfa3', /Matroska/u],
    ['3c21444f43545950452068746d6c3e', /web page/u],
    ['00000000', /nothing but zeros/u],
    ['0102030405', /no audio begins/u],
  ])('says what a file that begins with %s is instead', (hex, words) => {
    expect(inspect(Buffer.from(hex, 'hex'))).toMatchObject({
      container: null,
      fault: expect.stringMatching(words),
    });
  });

  it('gives an answer for every beginning of every format', async () => {
    for (const format of FORMATS) {
      const bytes = await audioBytes({ format, seconds: 6 });
      for (const size of [1, 4, 8, 12, 16, 24, 30, 40, 64, 100, 200, 500, 2000]) {
        expect(inspect(bytes.subarray(0, size)).fault, `${format} ${size}`).toSatisfy(
          (fault) => fault === null || typeof fault === 'string',
        );
      }
    }
  });
});
