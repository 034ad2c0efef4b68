import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { SampleChapter } from './sample-tags.ts';

export const AUDIO_FORMATS = {
  m4b: { ending: '.m4b', arguments: ['-c:a', 'aac', '-b:a', '32k', '-f', 'ipod'] },
  'm4b-faststart': {
    ending: '.m4b',
    arguments: ['-c:a', 'aac', '-b:a', '32k', '-movflags', '+faststart', '-f', 'ipod'],
  },
  m4a: { ending: '.m4a', arguments: ['-c:a', 'aac', '-b:a', '32k'] },
  alac: { ending: '.m4a', arguments: ['-c:a', 'alac'] },
  mp3: { ending: '.mp3', arguments: ['-c:a', 'libmp3lame', '-b:a', '32k'] },
  'mp3-vbr': { ending: '.mp3', arguments: ['-c:a', 'libmp3lame', '-q:a', '6'] },
  'mp3-vbr-bare': { ending: '.mp3', arguments: ['-c:a', 'libmp3lame', '-q:a', '6', '-write_xing', '0'] },
  flac: { ending: '.flac', arguments: ['-c:a', 'flac'] },
  ogg: { ending: '.ogg', arguments: ['-c:a', 'libvorbis', '-q:a', '1'] },
  opus: { ending: '.opus', arguments: ['-c:a', 'libopus', '-b:a', '24k'] },
  aac: { ending: '.aac', arguments: ['-c:a', 'aac', '-b:a', '32k', '-f', 'adts'] },
  wma: { ending: '.wma', arguments: ['-c:a', 'wmav2', '-b:a', '48k'] },
  wav: { ending: '.wav', arguments: ['-c:a', 'pcm_s16le'] },
} as const;

export type AudioFormat = keyof typeof AUDIO_FORMATS;

export interface Encoding {
  readonly format: AudioFormat;
  readonly seconds: number;
  /** Spoken by espeak-ng; without it a tone with stretches of noise, so that a variable bitrate varies. */
  readonly speech?: string;
  readonly chapters: readonly SampleChapter[];
  /** Written by ffmpeg, under the names that it knows or that are free. */
  readonly metadata: readonly (readonly [string, string])[];
  readonly cover: Buffer | null;
}

const run = promisify(execFile);
const CACHE = new URL('../../../node_modules/.cache/audio-files/', import.meta.url).pathname;

/** The bytes of real audio; each encoding is made once and kept between runs. */
export async function encodeAudio(encoding: Encoding): Promise<Buffer> {
  const key = createHash('sha256').update(JSON.stringify(encoding)).digest('hex').slice(0, 32);
  const kept = join(CACHE, `${key}${AUDIO_FORMATS[encoding.format].ending}`);
  try {
    return await readFile(kept);
  } catch {
    await encode(encoding, kept);
    return await readFile(kept);
  }
}

async function encode(encoding: Encoding, target: string): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'audio-files-'));
  try {
    const { ending, arguments: codec } = AUDIO_FORMATS[encoding.format];
    const output = join(folder, `output${ending}`);
    await run('ffmpeg', [
      ...['-v', 'error', '-nostdin', '-y'],
      ...(await source(encoding, folder)),
      ...(await chapterInput(encoding, folder)),
      ...(await coverInput(encoding, folder)),
      ...encoding.metadata.flatMap(([name, value]) => ['-metadata', `${name}=${value}`]),
      ...['-ac', '1', '-ar', encoding.format === 'opus' ? '48000' : '44100', '-bitexact'],
      ...codec,
      output,
    ]);
    await mkdir(CACHE, { recursive: true });
    const arriving = `${target}.${process.pid}.${Math.random().toString(36).slice(2)}`;
    await copyFile(output, arriving);
    await rename(arriving, target);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function source({ seconds, speech }: Encoding, folder: string): Promise<readonly string[]> {
  const length = ['-t', `${seconds}`];
  if (speech !== undefined) {
    const spoken = join(folder, 'speech.wav');
    await run('espeak-ng', ['-w', spoken, speech]);
    return [...length, '-stream_loop', '-1', '-i', spoken];
  }
  const wave = 'if(lt(mod(t,4),2),0.3*random(0),0.1*sin(440*2*PI*t))';
  return ['-f', 'lavfi', ...length, '-i', `aevalsrc=exprs='${wave}':s=44100`];
}

async function chapterInput({ format, chapters }: Encoding, folder: string): Promise<readonly string[]> {
  if (!format.startsWith('m4') || chapters.length === 0) return [];
  const lines = chapters.flatMap(({ title, startSeconds, endSeconds }) => [
    '[CHAPTER]',
    'TIMEBASE=1/1000',
    `START=${Math.round(startSeconds * 1000)}`,
    `END=${Math.round(endSeconds * 1000)}`,
    `title=${title}`,
  ]);
  const file = join(folder, 'chapters.txt');
  await writeFile(file, [';FFMETADATA1', ...lines, ''].join('\n'));
  return ['-i', file, '-map_chapters', '1', '-map', '0:a'];
}

async function coverInput({ format, cover }: Encoding, folder: string): Promise<readonly string[]> {
  if (format !== 'flac' || cover === null) return [];
  const file = join(folder, 'cover.png');
  await writeFile(file, cover);
  return ['-i', file, '-map', '0:a', '-map', '1:v', '-c:v', 'copy', '-disposition:v', 'attached_pic'];
}
