import { describe, expect, it } from 'vitest';
import { createDecodingReader } from './read-decoding.ts';

const STEP =
  '[Parsed_ashowinfo_3 @ 0x55] [info] n:0 pts:0 pts_time:0 pos:0 fmt:fltp channels:1 chlayout:mono rate:44100 nb_samples:44100 checksum:E779FA41 plane_checksums: [ E779FA41 ]';

function read(lines: readonly string[]) {
  const reader = createDecodingReader();
  for (const line of lines) reader.take(line);
  return reader.read('done');
}

const steps = (count: number) => Array.from({ length: count }, () => STEP);

describe('what ffmpeg says', () => {
  it('is counted in samples', () => {
    expect(read(steps(3))).toMatchObject({ seconds: 3, sampleRate: 44_100, damagedPlaces: 0, silences: [] });
  });

  it('tells the loudest moment, also where there is none', () => {
    const peak = (text: string) =>
      read([`[Parsed_volumedetect_1 @ 0x5] [info] max_volume: ${text} dB`]).peakDb;
    expect([peak('-6.4'), peak('-inf'), read([]).peakDb]).toEqual([-6.4, Number.NEGATIVE_INFINITY, null]);
  });

  it('adds silences up, and names the long ones, also one that lasts to the end', () => {
    const decoding = read([
      '[silencedetect @ 0x55] [info] silence_start: 1.5',
      '[silencedetect @ 0x55] [info] silence_end: 4 | silence_duration: 2.5',
      '[Parsed_silencedetect_0 @ 0x55] [info] silence_start: 10',
      ...steps(90),
    ]);
    expect(decoding).toMatchObject({ silentSeconds: 82.5, silences: [{ startSeconds: 10, endSeconds: 90 }] });
  });

  it('counts complaints between two steps as one place', () => {
    const complaint = '[mp3float @ 0x5] [error] Header missing';
    const decoding = read([
      STEP,
      complaint,
      '[error] Error while decoding stream #0:0: Invalid data found when processing input',
      ...steps(2),
      complaint,
    ]);
    expect(decoding).toMatchObject({ damagedPlaces: 2, damagedAt: [1, 3] });
  });

  it.each([
    '[mjpeg @ 0x5] [error] invalid image',
    '[null @ 0x5] [error] Application provided invalid, non monotonically increasing dts',
    '[mp3 @ 0x5] [warning] Estimating duration from bitrate, this may be inaccurate',
    '[info]     comment         : [error] a tag',
  ])('is not about the audio: %s', (line) => {
    expect(read([line]).damagedPlaces).toBe(0);
  });

  it('is kept in bounds, however much is damaged', () => {
    const decoding = read(Array.from({ length: 500 }, () => [STEP, '[aac @ 0x5] [error] bad']).flat());
    expect(decoding.damagedPlaces).toBe(500);
    expect(decoding.damagedAt).toHaveLength(20);
  });
});
