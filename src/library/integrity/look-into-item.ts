import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Unavailable } from '../../base/errors.ts';
import type { AudioReader } from '../audio-reader.ts';
import type { AudioReading } from '../audio-reading.ts';
import type { FileToCheck, ItemToCheck } from './check-store.ts';
import { decodeAudio } from './decode-audio.ts';
import type { Decoding } from './decoding.ts';
import type { FileClaim } from './file-claim.ts';
import type { CheckMethod, ItemFinding } from './item-finding.ts';
import { judgeDecoding } from './judge-decoding.ts';
import { judgeMixture } from './judge-mixture.ts';
import { judgeParts } from './judge-parts.ts';
import { judgeStructure } from './judge-structure.ts';

export interface LookNeeds {
  readonly reader: AudioReader;
  /** Its absolute path; null: there is none, and files are judged by their structure. */
  readonly ffmpeg: string | null;
  readonly signal: AbortSignal;
}

interface SeenFile extends FileClaim {
  readonly reading: AudioReading;
  readonly decoding: Decoding | null;
}

export function methodOf({ ffmpeg }: Pick<LookNeeds, 'ffmpeg'>): CheckMethod {
  return ffmpeg === null ? 'structure' : 'decode';
}

/**
 * Looks into the audio of an item, file by file; only reads. Throws Unavailable where its library is not there, and the
 * signal's reason where that is aborted.
 */
export async function lookIntoItem(needs: LookNeeds, item: ItemToCheck): Promise<readonly ItemFinding[]> {
  await stat(item.libraryPath).catch(() => {
    throw new Unavailable(`The folder ${item.libraryPath} is not there.`);
  });
  const seen: SeenFile[] = [];
  for (const file of item.files) {
    needs.signal.throwIfAborted();
    const absolutePath = join(item.libraryPath, file.path);
    if (!(await isAsScanned(absolutePath, file))) return [changedFinding(file)];
    const reading = await needs.reader.read(absolutePath);
    const claim = {
      path: file.path,
      durationSeconds: reading.durationSeconds,
      codec: reading.codec,
      fault: reading.fault,
    };
    const { ffmpeg, signal } = needs;
    const decoding = ffmpeg === null ? null : await decodeAudio({ ffmpeg, signal }, absolutePath, claim);
    seen.push({ ...claim, reading, decoding });
  }
  return judgeItem(item, seen);
}

function judgeItem(item: ItemToCheck, files: readonly SeenFile[]): readonly ItemFinding[] {
  const ofFiles = files.flatMap(judgeFile);
  const isWhole = !ofFiles.some(({ severity }) => severity === 'severe');
  const mixture = judgeMixture(
    files.map(({ path, codec, reading, decoding }) => ({
      path,
      codec,
      sampleRate: decoding?.sampleRate ?? null,
      bitrateKbps: reading.bitrateKbps,
      album: reading.tags.album,
      people: [...reading.tags.artists, ...reading.tags.albumArtists],
    })),
  );
  const parts = judgeParts({
    gaps: item.gaps,
    // What is cut off is too short, too: that was said already.
    chaptersEndSeconds: isWhole ? item.chaptersEndSeconds : null,
    knownSeconds: isWhole ? item.knownSeconds : null,
    seconds: sumOf(files.map(({ decoding, durationSeconds }) => decoding?.seconds ?? durationSeconds)),
  });
  return [...ofFiles, ...mixture, ...parts];
}

function judgeFile(file: SeenFile): readonly ItemFinding[] {
  const byDecoding = file.decoding === null ? [] : judgeDecoding(file, file.decoding);
  // Both would say the same of a file that is cut off.
  if (byDecoding.some(({ severity }) => severity === 'severe')) return byDecoding;
  return [...judgeStructure(file), ...byDecoding];
}

async function isAsScanned(absolutePath: string, { sizeBytes, modifiedAtMs }: FileToCheck): Promise<boolean> {
  const found = await stat(absolutePath).catch(() => null);
  if (found?.isFile() !== true) return false;
  // A scan keeps whole milliseconds.
  return found.size === sizeBytes && Math.abs(found.mtimeMs - modifiedAtMs) <= 1;
}

function changedFinding({ path }: FileToCheck): ItemFinding {
  return {
    kind: 'changed',
    severity: 'slight',
    path,
    sentence: 'The file is not as the last scan found it. Scan the library, then it is checked again.',
  };
}

function sumOf(values: readonly (number | null)[]): number | null {
  let sum = 0;
  for (const value of values) {
    if (value === null) return null;
    sum += value;
  }
  return sum;
}
