import type { ByteSource } from './byte-source.ts';
import { type Structure, structure } from './structure.ts';

const TAIL_BYTES = 256 * 1024;

/** A FLAC file: its last frame must reach the number of samples that its head promises. */
export function inspectFlac(source: ByteSource, start: number): Structure {
  const info = source.read(start + 8, 34);
  if (info.length < 34) return structure('flac', { fault: 'The file is cut off in its head.' });
  const blockSamples = info.readUInt16BE(2);
  const sampleRate = info.readUIntBE(10, 3) >> 4;
  const totalSamples = (info.readUInt8(13) & 15) * 2 ** 32 + info.readUInt32BE(14);
  const reached = lastFrameStart(source, start, blockSamples);
  if (totalSamples === 0 || sampleRate === 0 || reached === null) return structure('flac');
  if (reached + blockSamples >= totalSamples) return structure('flac');
  const promised = Math.round(totalSamples / sampleRate);
  const present = Math.round(reached / sampleRate);
  return structure('flac', {
    fault: `The file is cut off: its head promises ${promised} seconds, ${present} are there.`,
  });
}

/** The first sample of the last frame; null where none is found near the end. */
function lastFrameStart(source: ByteSource, start: number, blockSamples: number): number | null {
  const tailStart = Math.max(start, source.sizeBytes - TAIL_BYTES);
  const tail = source.read(tailStart, TAIL_BYTES);
  for (let at = tail.lastIndexOf(0xff); at >= 0; at = at === 0 ? -1 : tail.lastIndexOf(0xff, at - 1)) {
    const sample = frameStart(tail.subarray(at, at + 16), blockSamples);
    if (sample !== null) return sample;
  }
  return null;
}

function frameStart(head: Buffer, blockSamples: number): number | null {
  const second = head[1] ?? 0;
  if (head.length < 16 || (second & 0xfe) !== 0xf8) return null;
  const number = codedNumber(head);
  if (number === null) return null;
  const end = 4 + number.bytes + sizeBytes((head[2] ?? 0) >> 4) + rateBytes((head[2] ?? 0) & 15);
  if (checksum(head.subarray(0, end)) !== head[end]) return null;
  return (second & 1) === 1 ? number.value : number.value * blockSamples;
}

/** The frame or sample number, coded as UTF-8 would code it. */
function codedNumber(head: Buffer): { readonly value: number; readonly bytes: number } | null {
  const first = head[4] ?? 0;
  if (first < 0x80) return { value: first, bytes: 1 };
  const bytes = Math.clz32(~(first << 24));
  if (bytes < 2 || bytes > 7) return null;
  let value = first & (0xff >> (bytes + 1));
  for (let index = 1; index < bytes; index += 1) {
    const next = head[4 + index] ?? 0;
    if ((next & 0xc0) !== 0x80) return null;
    value = value * 64 + (next & 0x3f);
  }
  return { value, bytes };
}

function sizeBytes(code: number): number {
  return code === 6 ? 1 : code === 7 ? 2 : 0;
}

function rateBytes(code: number): number {
  return code === 12 ? 1 : code === 13 || code === 14 ? 2 : 0;
}

/** CRC-8 with the polynomial of FLAC, x⁸ + x² + x + 1. */
function checksum(bytes: Buffer): number {
  let crc = 0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1)
      crc = (crc & 0x80) !== 0 ? ((crc << 1) ^ 7) & 0xff : (crc << 1) & 0xff;
  }
  return crc;
}
