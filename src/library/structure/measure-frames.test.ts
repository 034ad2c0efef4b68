import { describe, expect, it } from 'vitest';
import { type AudioFrame, onlyOfKind, parseAdtsFrame, parseMpegFrame } from './audio-frame.ts';
import type { ByteSource } from './byte-source.ts';
import { findFirstFrame, measureFrames } from './measure-frames.ts';

/** MPEG 1, layer III, 44.1 kHz, mono, of the bitrate with this index. */
function mpegFrame(bitrateIndex: number): Buffer {
  const head = Buffer.of(0xff, 0xfb, bitrateIndex << 4, 0xc0, 0, 0, 0, 0);
  const frame = Buffer.alloc(parseMpegFrame(head, 0)?.lengthBytes ?? 0, 0x55);
  head.copy(frame, 0, 0, 4);
  return frame;
}

function source(bytes: Buffer): ByteSource {
  return {
    sizeBytes: bytes.length,
    read: (offset, length) => bytes.subarray(offset, Math.min(bytes.length, offset + length)),
  };
}

const FRAME_SECONDS = 1152 / 44_100;
const mpegOnly = onlyOfKind(parseMpegFrame, 0x310);

describe('parseMpegFrame', () => {
  it.each<[string, string, Omit<AudioFrame, 'kind'>]>([
    ['MPEG 1 layer III', 'fffb90c0', { lengthBytes: 417, seconds: 1152 / 44_100, bitrateKbps: 128 }],
    ['MPEG 2 layer III', 'fff380c0', { lengthBytes: 208, seconds: 576 / 22_050, bitrateKbps: 64 }],
    ['MPEG 2.5 layer III', 'ffe380c0', { lengthBytes: 417, seconds: 576 / 11_025, bitrateKbps: 64 }],
    ['MPEG 1 layer II', 'fffd90c0', { lengthBytes: 522, seconds: 1152 / 44_100, bitrateKbps: 160 }],
  ])('reads %s', (_, hex, frame) => {
    expect(parseMpegFrame(Buffer.from(`${hex}00000000`, 'hex'), 0)).toMatchObject(frame);
  });

  it.each(['fffb00c0', 'fffbf0c0', 'fffb9cc0', 'ffeb90c0', 'fff890c0', '49443304'])(
    'takes %s for no frame',
    (hex) => {
      expect(parseMpegFrame(Buffer.from(`${hex}00000000`, 'hex'), 0)).toBeNull();
    },
  );
});

describe('measureFrames', () => {
  it('counts every frame of a small stream, and passes over what is damaged', () => {
    const frames = Array.from({ length: 200 }, (_, index) => mpegFrame(1 + (index % 14)));
    const damage = Buffer.from('ff fb 90 00 01 02 ff ff e0'.replaceAll(' ', ''), 'hex');
    const bytes = Buffer.concat([...frames.slice(0, 100), damage, ...frames.slice(100)]);

    const { seconds } = measureFrames(source(bytes), { start: 0, end: bytes.length }, mpegOnly);

    expect(seconds).toBeCloseTo(200 * FRAME_SECONDS, 1);
  });

  it('measures a large stream of varying bitrate within one percent, reading only spots', () => {
    const quiet = Array.from({ length: 60 }, () => mpegFrame(2));
    const loud = Array.from({ length: 100 }, () => mpegFrame(11));
    const bytes = Buffer.concat(Array.from({ length: 200 }, () => [...quiet, ...loud]).flat());
    let readBytes = 0;
    const counting: ByteSource = {
      sizeBytes: bytes.length,
      read(offset, length) {
        readBytes += length;
        return bytes.subarray(offset, offset + length);
      },
    };

    const { seconds } = measureFrames(counting, { start: 0, end: bytes.length }, mpegOnly, 4_000_000);

    expect(Math.abs(seconds / (200 * 160 * FRAME_SECONDS) - 1)).toBeLessThan(0.01);
    expect(readBytes).toBeLessThan(bytes.length / 2);
  });

  it('knows the running time of a constant bitrate without counting', () => {
    const bytes = Buffer.concat(Array.from({ length: 8_000 }, () => mpegFrame(9)));

    const measured = measureFrames(source(bytes), { start: 0, end: bytes.length }, mpegOnly);

    expect(measured.bitrateKbps).toBe(128);
    expect(measured.seconds).toBeCloseTo(8_000 * FRAME_SECONDS, 0);
  });
});

describe('findFirstFrame', () => {
  it('is not misled by text, noise and single headers', () => {
    const noise = Buffer.from(Array.from({ length: 50_000 }, (_, index) => (index * index * 7919) >> 5));
    const lone = Buffer.concat([Buffer.alloc(500, 'x'), mpegFrame(9).subarray(0, 8), noise]);

    expect(findFirstFrame(source(lone), { start: 0, end: lone.length }, parseMpegFrame)).toBeNull();
    expect(findFirstFrame(source(lone), { start: 0, end: lone.length }, parseAdtsFrame)).toBeNull();
  });

  it('finds audio behind junk', () => {
    const bytes = Buffer.concat([Buffer.alloc(1234), ...Array.from({ length: 5 }, () => mpegFrame(5))]);

    expect(findFirstFrame(source(bytes), { start: 0, end: bytes.length }, parseMpegFrame)?.at).toBe(1234);
  });
});
