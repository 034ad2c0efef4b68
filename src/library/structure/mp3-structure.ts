import { type AudioFrame, onlyOfKind, parseMpegFrame } from './audio-frame.ts';
import type { ByteSource } from './byte-source.ts';
import { type FrameRange, measureFrames } from './measure-frames.ts';
import { inBytes, type Measured, type Structure, structure } from './structure.ts';

/** What a Xing, Info or VBRI header in the first frame says of the whole stream. */
interface StreamIndex {
  readonly frames: number;
  readonly bytes: number;
}

/**
 * An MP3 stream whose first frame is known. Its running time comes from the index in that frame, where the index fits
 * the file: files put together from several carry the index of the first alone. Else it is counted.
 */
export function inspectMp3(source: ByteSource, range: FrameRange, first: AudioFrame): Structure {
  const presentBytes = range.end - range.start;
  const index = readStreamIndex(source.read(range.start, first.lengthBytes));
  if (!index || index.bytes * 1.05 + 65_536 < presentBytes) {
    return structure('mp3', {
      measured: measureFrames(source, range, onlyOfKind(parseMpegFrame, first.kind)),
    });
  }
  return structure('mp3', {
    measured: measuredBy(index, first),
    fault: index.bytes > presentBytes + 4096 ? missingAudio(index.bytes, presentBytes) : null,
  });
}

function measuredBy(index: StreamIndex, first: AudioFrame): Measured {
  const seconds = index.frames * first.seconds;
  return { seconds, bitrateKbps: Math.round((index.bytes * 8) / seconds / 1000) };
}

function missingAudio(promised: number, present: number): string {
  return `The file is cut off: its index promises ${inBytes(promised)} bytes of audio, ${inBytes(present)} are there.`;
}

const VBRI_OFFSET = 36;

function readStreamIndex(frame: Buffer): StreamIndex | null {
  const xing = xingOffset(frame);
  if (xing !== null && frame.length >= xing + 16) {
    const flags = frame.readUInt32BE(xing + 4);
    if ((flags & 3) !== 3) return null;
    return plausible(frame.readUInt32BE(xing + 8), frame.readUInt32BE(xing + 12));
  }
  if (frame.length >= VBRI_OFFSET + 18 && frame.toString('latin1', VBRI_OFFSET, VBRI_OFFSET + 4) === 'VBRI') {
    return plausible(frame.readUInt32BE(VBRI_OFFSET + 14), frame.readUInt32BE(VBRI_OFFSET + 10));
  }
  return null;
}

/** Behind the side information, whose length depends on version, channels and checksum. */
function xingOffset(frame: Buffer): number | null {
  const head = frame.subarray(0, 48);
  const at = Math.max(head.indexOf('Xing', 4, 'latin1'), head.indexOf('Info', 4, 'latin1'));
  return at < 0 ? null : at;
}

function plausible(frames: number, bytes: number): StreamIndex | null {
  return frames > 0 && bytes > 0 ? { frames, bytes } : null;
}
