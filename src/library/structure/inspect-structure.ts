import { readApeProperties } from './ape-properties.ts';
import { onlyOfKind, parseAdtsFrame, parseMpegFrame } from './audio-frame.ts';
import type { ByteSource } from './byte-source.ts';
import { inspectFlac } from './flac-structure.ts';
import { readId3Properties } from './id3-properties.ts';
import { looksLike } from './looks-like.ts';
import { findFirstFrame, measureFrames } from './measure-frames.ts';
import { inspectMp3 } from './mp3-structure.ts';
import { inspectMp4 } from './mp4-structure.ts';
import { inspectAsf, inspectOgg, inspectWav } from './other-structures.ts';
import { joined, type Structure, structure } from './structure.ts';
import { type AudioSpan, audioSpan } from './tag-blocks.ts';

/** Junk between a tag and the first frame is common, but not more of it than this. */
const SEARCH_BYTES = 256 * 1024;
/** A tag that lies about its length may hide a cover image that we have to pass over. */
const SEARCH_BEHIND_LIE_BYTES = 8 * 1024 * 1024;

/** What kind of audio a file is and whether it is whole, by its own bytes: names and tags play no part. */
export function inspectStructure(source: ByteSource): Structure {
  if (source.sizeBytes === 0) return notAudio('The file is empty (0 bytes).');
  const span = audioSpan(source);
  const head = source.read(span.start, 16);
  const found = inspectByMagic(source, span, head) ?? inspectBareStream(source, span);
  if (!found) return notAudio([span.fault, `The file is not audio: ${looksLike(source.read(0, 512))}.`]);
  return span.fault === null ? found : { ...found, fault: joined(span.fault, found.fault) };
}

function inspectByMagic(source: ByteSource, span: AudioSpan, head: Buffer): Structure | null {
  const text = head.toString('latin1');
  if (/^.{4}(?:ftyp|moov|mdat|wide|skip|free|pnot)/su.test(text)) return inspectMp4(source);
  if (text.startsWith('fLaC')) return inspectFlac(source, span.start);
  if (text.startsWith('OggS')) return inspectOgg(source);
  if (/^(?:RIFF|RF64).{4}WAVE/su.test(text)) return inspectWav(source);
  return head.toString('hex').startsWith('3026b2758e66cf11a6d900aa0062ce6c') ? inspectAsf(source) : null;
}

function inspectBareStream(source: ByteSource, span: AudioSpan): Structure | null {
  const reach = span.fault === null ? SEARCH_BYTES : SEARCH_BEHIND_LIE_BYTES;
  const range = { start: span.start, end: Math.min(span.end, span.start + reach) };
  const mpeg = findFirstFrame(source, range, parseMpegFrame);
  if (mpeg) {
    const properties = { ...readApeProperties(source), ...readId3Properties(source) };
    return { ...inspectMp3(source, { start: mpeg.at, end: span.end }, mpeg.frame), properties };
  }
  const adts = findFirstFrame(source, range, parseAdtsFrame);
  if (!adts) return null;
  const stream = { start: adts.at, end: span.end };
  return structure('adts', {
    measured: measureFrames(source, stream, onlyOfKind(parseAdtsFrame, adts.frame.kind)),
  });
}

function notAudio(fault: string | readonly (string | null)[]): Structure {
  return {
    container: null,
    fault: typeof fault === 'string' ? fault : joined(...fault),
    measured: null,
    properties: {},
  };
}
