import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants, setPriority } from 'node:os';
import type { Readable } from 'node:stream';
import { type Decoding, patienceSecondsFor } from './decoding.ts';
import type { FileClaim } from './file-claim.ts';
import { createDecodingReader, DECODING_FILTERS } from './read-decoding.ts';

/** A line that says more than this says nothing of use: tags of the file are among them. */
const LONGEST_LINE = 4_096;

/** The containers that a library may hold: no playlists, which would lead elsewhere. */
const CONTAINERS = 'mov,mp4,m4a,3gp,3g2,mj2,mp3,aac,flac,ogg,wav,w64,asf';

export interface DecodeNeeds {
  /** Absolute path of the program. */
  readonly ffmpeg: string;
  readonly signal: AbortSignal;
}

/**
 * Decodes an audio file from beginning to end with ffmpeg, at the lowest priority, and keeps none of it. Never writes.
 * Throws the signal's reason where it is aborted, and where ffmpeg cannot be started.
 */
export async function decodeAudio(
  { ffmpeg, signal }: DecodeNeeds,
  absolutePath: string,
  claim: Pick<FileClaim, 'durationSeconds' | 'codec'>,
): Promise<Decoding> {
  signal.throwIfAborted();
  const child = spawn(ffmpeg, argumentsFor(absolutePath, claim.codec), {
    cwd: '/',
    // Nothing of the program's own environment: there are secrets in it.
    env: { LC_ALL: 'C' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const reader = createDecodingReader();
  const patienceMs = patienceSecondsFor(claim.durationSeconds) * 1000;
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    child.kill('SIGKILL');
  }, patienceMs);
  const stop = () => child.kill('SIGKILL');
  signal.addEventListener('abort', stop);
  try {
    const started = once(child, 'spawn');
    const ended = once(child, 'close');
    ended.catch(() => {});
    await started;
    yieldToOthers(child);
    await eachLine(child.stderr, (line) => reader.take(line));
    const [exitCode] = await ended;
    signal.throwIfAborted();
    return reader.read(isLate ? 'late' : exitCode === 0 ? 'done' : 'failed');
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}

function argumentsFor(absolutePath: string, codec: string | null): readonly string[] {
  // Checksums of FLAC are right wherever the audio is; those of MP3 are wrong in many a sound file.
  const detection = codec === 'flac' ? ['-err_detect', 'crccheck'] : [];
  return [
    ...['-hide_banner', '-nostdin', '-nostats', '-loglevel', 'repeat+level+info', '-max_alloc', '268435456'],
    ...detection,
    ...['-protocol_whitelist', 'file', '-format_whitelist', CONTAINERS, '-threads', '1'],
    // With its protocol in front no name can be taken for an option or another protocol.
    ...['-i', `file:${absolutePath}`, '-map', '0:a:0', '-filter_threads', '1'],
    ...['-af', DECODING_FILTERS, '-f', 'null', '-'],
  ];
}

function yieldToOthers(child: ChildProcessByStdio<null, null, Readable>): void {
  try {
    if (child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_LOW);
  } catch {
    // It is over already, or the system does not allow it: then it runs as everything else.
  }
}

/** Bytes come faster than a process with a long line could be held: what is too long is cut. */
async function eachLine(stream: Readable, take: (line: string) => void): Promise<void> {
  let rest = '';
  stream.setEncoding('latin1');
  for await (const chunk of stream) {
    const lines = `${rest}${chunk}`.split('\n');
    rest = (lines.pop() ?? '').slice(0, LONGEST_LINE);
    for (const line of lines) take(line);
  }
  if (rest !== '') take(rest);
}
