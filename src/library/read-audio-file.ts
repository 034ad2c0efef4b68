import type { AudioFile, AudioProperties } from 'taglib-wasm';
import { extensionOf } from '../base/audio.ts';
import { codeOf, messageOf } from '../base/errors.ts';
import { type AudioCodec, type AudioReading, type CoverImage, unreadable } from './audio-reading.ts';
import { interpretTags } from './interpret-tags.ts';
import { pickCover } from './pick-cover.ts';
import { readChapters, vorbisChapterMarks } from './read-chapters.ts';
import { type OpenedFile, openFile } from './structure/byte-source.ts';
import { inspectStructure } from './structure/inspect-structure.ts';
import { type Container, joined, type Structure } from './structure/structure.ts';
import type { TagReader } from './tag-reader.ts';

/** Puts a cover somewhere, and answers under which key. */
export type KeepCover = (cover: CoverImage) => string | null;

/** Reads one audio file; whatever is wrong with it is a fault of the reading, never thrown. */
export async function readAudioFile(
  tags: TagReader,
  path: string,
  keep: KeepCover = () => null,
): Promise<AudioReading> {
  try {
    using file = openFile(path);
    if (!file.isFile) return unreadable('This is not a file but something else under a file name.');
    const structure = inspectStructure(file);
    if (structure.container === null) return unreadable(structure.fault ?? 'The file is not audio.');
    const reading = await readTags({ tags, keep }, file, path, structure);
    const fault = joined(
      file.hasChanged() ? 'The file changed while it was read.' : null,
      nameFault(path, structure.container),
      reading.fault,
    );
    return { ...reading, fault };
  } catch (error) {
    return unreadable(openingFault(error));
  }
}

/** The cover image in a file; null where there is none, or the file cannot be read. */
export async function readCover(tags: TagReader, path: string): Promise<CoverImage | null> {
  try {
    using file = openFile(path);
    if (!file.isFile || file.sizeBytes === 0) return null;
    using tagged = await tags.open(file, extensionOf(path));
    return pickCover(tagged.getPictures());
  } catch {
    return null;
  }
}

async function readTags(
  { tags, keep }: { readonly tags: TagReader; readonly keep: KeepCover },
  file: OpenedFile,
  path: string,
  structure: Structure,
): Promise<AudioReading> {
  try {
    using tagged = await tags.open(file, extensionOf(path));
    return presentReading(tagged, structure, keep);
  } catch (error) {
    // TagLib's own words end in the path that it was given.
    const why = messageOf(error).replace(/\s*Path: .*$/su, '');
    const fault = structure.fault ?? `The tags cannot be read: ${why}`;
    return { ...unreadable(fault), durationSeconds: structure.measured?.seconds ?? null };
  }
}

function presentReading(tagged: AudioFile, structure: Structure, keep: KeepCover): AudioReading {
  const cover = pickCover(tagged.getPictures());
  const audio = tagged.audioProperties();
  const properties = tagged.properties();
  const durationSeconds = durationOf(audio, structure);
  const marks = tagged
    .getChapters()
    .map(({ title, startTimeMs, endTimeMs }) => ({ title, startMs: startTimeMs, endMs: endTimeMs }));
  return {
    durationSeconds,
    codec: codecOf(audio, structure),
    bitrateKbps: structure.measured?.bitrateKbps || audio?.bitrate || null,
    tags: interpretTags(properties, structure.properties),
    chapters: readChapters(marks.length > 0 ? marks : vorbisChapterMarks(properties), durationSeconds),
    hasCover: cover !== null,
    coverKey: cover === null ? null : keep(cover),
    fault: joined(structure.fault, audioFault(audio, durationSeconds, structure)),
  };
}

function durationOf(audio: AudioProperties | undefined, { measured }: Structure): number | null {
  const seconds = measured?.seconds ?? (audio?.durationMs ?? 0) / 1000;
  return seconds > 0 ? Math.round(seconds * 1000) / 1000 : null;
}

const CODECS: Readonly<Record<string, AudioCodec>> = {
  AAC: 'aac',
  ALAC: 'alac',
  MP3: 'mp3',
  FLAC: 'flac',
  Vorbis: 'vorbis',
  Opus: 'opus',
  WMA: 'wma',
  WMALossless: 'wma',
  PCM: 'pcm',
  IEEEFloat: 'pcm',
  WAV: 'pcm',
};

function codecOf(audio: AudioProperties | undefined, { container }: Structure): AudioCodec | null {
  // TagLib takes raw AAC for MP3.
  if (container === 'adts') return 'aac';
  return CODECS[audio?.codec ?? ''] ?? null;
}

function audioFault(
  audio: AudioProperties | undefined,
  durationSeconds: number | null,
  structure: Structure,
): string | null {
  if (audio?.isEncrypted) return 'The file is encrypted and cannot be played outside its shop.';
  if (durationSeconds !== null || structure.fault !== null) return null;
  return 'The running time of the file cannot be read.';
}

const ENDINGS: Readonly<Record<Container, readonly string[]>> = {
  mp4: ['.m4b', '.m4a', '.mp4', '.aac'],
  mp3: ['.mp3'],
  adts: ['.aac'],
  flac: ['.flac'],
  ogg: ['.ogg', '.oga', '.opus'],
  wav: ['.wav'],
  asf: ['.wma'],
};

const CONTAINER_NAMES: Readonly<Record<Container, string>> = {
  mp4: 'MP4',
  mp3: 'MP3',
  adts: 'raw AAC',
  flac: 'FLAC',
  ogg: 'Ogg',
  wav: 'WAV',
  asf: 'Windows Media',
};

function nameFault(path: string, container: Container): string | null {
  const ending = extensionOf(path);
  if (ENDINGS[container].includes(ending)) return null;
  return `The name ends in ${ending}, but the file is ${CONTAINER_NAMES[container]} audio.`;
}

function openingFault(error: unknown): string {
  switch (codeOf(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'The file is not there any more.';
    case 'EACCES':
    case 'EPERM':
      return 'The file may not be read: the program lacks the permission.';
    case 'EIO':
      return 'The disk failed to read the file.';
    default:
      return `The file cannot be read: ${messageOf(error)}`;
  }
}
