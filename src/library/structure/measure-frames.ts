import type { AudioFrame, ParseFrame } from './audio-frame.ts';
import { FRAME_HEADER_BYTES } from './audio-frame.ts';
import type { ByteSource } from './byte-source.ts';
import type { Measured } from './structure.ts';

export interface FrameRange {
  readonly start: number;
  readonly end: number;
}

const CHUNK_BYTES = 1024 * 1024;
const FRAMES_FOR_PROOF = 3;

/** Up to here every frame is read; a larger file is measured at spots that read as much in all. */
const BUDGET_BYTES = 64 * 1024 * 1024;
const SPOTS = 128;
/** A file no larger than this is walked without asking whether its bitrate is constant. */
const SMALL_BYTES = 2 * 1024 * 1024;

/** Where the first frame begins that is followed by more of its kind; null where there is none. */
export function findFirstFrame(
  source: ByteSource,
  range: FrameRange,
  parse: ParseFrame,
): { readonly at: number; readonly frame: AudioFrame } | null {
  const bytes = source.read(range.start, range.end - range.start);
  for (let at = bytes.indexOf(0xff); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    const frame = parse(bytes, at);
    if (frame && isFollowed(bytes, at, frame, parse)) return { at: range.start + at, frame };
  }
  return null;
}

function isFollowed(bytes: Buffer, at: number, first: AudioFrame, parse: ParseFrame): boolean {
  let next = at + first.lengthBytes;
  for (let count = 1; count < FRAMES_FOR_PROOF; count += 1) {
    if (next + FRAME_HEADER_BYTES > bytes.length) return count > 1;
    const frame = parse(bytes, next);
    if (frame?.kind !== first.kind) return false;
    next += frame.lengthBytes;
  }
  return true;
}

/** The running time of a bare stream, exact up to 64 MiB, beyond that by spots spread over the whole file. */
export function measureFrames(
  source: ByteSource,
  range: FrameRange,
  parse: ParseFrame,
  budgetBytes: number = BUDGET_BYTES,
): Measured {
  const total = range.end - range.start;
  if (total > SMALL_BYTES) {
    const constant = constantBitrate(source, range, parse);
    if (constant !== null) return { seconds: (total * 8) / (constant * 1000), bitrateKbps: constant };
  }
  const seconds =
    total <= budgetBytes
      ? walkFrames(source, range, parse).seconds
      : secondsBySpots(source, range, parse, budgetBytes);
  return { seconds, bitrateKbps: seconds === 0 ? 0 : Math.round((total * 8) / seconds / 1000) };
}

function secondsBySpots(
  source: ByteSource,
  range: FrameRange,
  parse: ParseFrame,
  budgetBytes: number,
): number {
  const stratum = (range.end - range.start) / SPOTS;
  const spotBytes = Math.min(stratum, budgetBytes / SPOTS);
  let seconds = 0;
  for (let spot = 0; spot < SPOTS; spot += 1) {
    const start = Math.floor(range.start + stratum * spot);
    const walked = walkFrames(source, { start, end: Math.floor(start + spotBytes) }, parse);
    if (walked.bytes > 0) seconds += (walked.seconds / walked.bytes) * stratum;
  }
  return seconds;
}

/** The bitrate that all frames at 32 spots share; null where they differ. */
function constantBitrate(source: ByteSource, range: FrameRange, parse: ParseFrame): number | null {
  let shared: number | null = null;
  const spots = 32;
  for (let spot = 0; spot < spots; spot += 1) {
    const start = Math.floor(range.start + ((range.end - range.start) / spots) * spot);
    const found = findFirstFrame(source, { start, end: Math.min(range.end, start + 16 * 1024) }, parse);
    if (!found || (shared !== null && found.frame.bitrateKbps !== shared)) return null;
    shared = found.frame.bitrateKbps;
  }
  return shared;
}

/** The frames of a range one by one; a damaged stretch is passed over until frames come again. */
function walkFrames(
  source: ByteSource,
  range: FrameRange,
  parse: ParseFrame,
): { readonly seconds: number; readonly bytes: number } {
  let seconds = 0;
  let bytes = 0;
  let position = range.start;
  let chunkStart = range.start;
  let chunk = source.read(chunkStart, Math.min(CHUNK_BYTES, range.end - chunkStart));
  while (position + FRAME_HEADER_BYTES <= range.end) {
    if (position + FRAME_HEADER_BYTES > chunkStart + chunk.length) {
      chunkStart = position;
      chunk = source.read(chunkStart, Math.min(CHUNK_BYTES, range.end - chunkStart));
      if (chunk.length < FRAME_HEADER_BYTES) break;
    }
    const frame = parse(chunk, position - chunkStart);
    if (frame && followsOrEnds(chunk, position - chunkStart, frame, parse)) {
      seconds += frame.seconds;
      bytes += frame.lengthBytes;
      position += frame.lengthBytes;
      continue;
    }
    const next = chunk.indexOf(0xff, position - chunkStart + 1);
    position = next < 0 ? chunkStart + chunk.length : chunkStart + next;
  }
  return { seconds, bytes };
}

function followsOrEnds(chunk: Buffer, at: number, frame: AudioFrame, parse: ParseFrame): boolean {
  const next = at + frame.lengthBytes;
  return next + FRAME_HEADER_BYTES > chunk.length || parse(chunk, next)?.kind === frame.kind;
}
