/** What a cue sheet says of a recording, and where its chapters begin. */
export interface CueSheet {
  readonly title: string | null;
  readonly performer: string | null;
  readonly songwriter: string | null;
  /** `REM` lines by their first word in capitals: DATE, GENRE, COMMENT … */
  readonly remarks: ReadonlyMap<string, string>;
  readonly files: readonly CueFile[];
}

/** An audio file that the sheet names; the file may not bear that name any more. */
export interface CueFile {
  readonly name: string;
  /** In the order of the sheet; those without a beginning are left out. */
  readonly tracks: readonly CueTrack[];
}

export interface CueTrack {
  readonly number: number | null;
  readonly title: string | null;
  readonly performer: string | null;
  /** Within its file. */
  readonly startSeconds: number;
}

/** More than any book has chapters: what lies behind is not read. */
const MOST_TRACKS = 5_000;
const LONGEST_TEXT = 1_000;
const FRAMES_PER_SECOND = 75;

interface OpenTrack {
  number: number | null;
  title: string | null;
  performer: string | null;
  startSeconds: number | null;
}

type OpenFile = { readonly name: string; readonly tracks: OpenTrack[] };

/** Reads a cue sheet; lines that are none of a cue sheet's are passed over. Null where it names no file and no title. */
export function readCue(text: string): CueSheet | null {
  const sheet: { title: string | null; performer: string | null } = { title: null, performer: null };
  let songwriter: string | null = null;
  const remarks = new Map<string, string>();
  const files: OpenFile[] = [];
  let track: OpenTrack | null = null;
  let count = 0;
  for (const line of text.split('\n')) {
    const { word, rest } = parted(line.trim());
    if (word === 'FILE') {
      files.push({ name: fileNameOf(rest), tracks: [] });
      track = null;
    } else if (word === 'TRACK') {
      count += 1;
      if (count > MOST_TRACKS) break;
      track = { number: Number.parseInt(rest, 10) || null, title: null, performer: null, startSeconds: null };
      files.at(-1)?.tracks.push(track);
    } else if (word === 'INDEX' && track !== null) beginTrack(track, rest);
    else if (word === 'TITLE') (track ?? sheet).title ??= unquoted(rest);
    else if (word === 'PERFORMER') (track ?? sheet).performer ??= unquoted(rest);
    else if (word === 'SONGWRITER' && track === null) songwriter ??= unquoted(rest);
    else if (word === 'REM') addRemark(remarks, rest);
  }
  if (files.length === 0 && sheet.title === null) return null;
  return { ...sheet, songwriter, remarks, files: files.map(closed) };
}

function parted(line: string): { readonly word: string; readonly rest: string } {
  const end = line.search(/\s/u);
  return end < 0
    ? { word: line.toUpperCase(), rest: '' }
    : { word: line.slice(0, end).toUpperCase(), rest: line.slice(end).trim() };
}

/** Index 01 is where a track begins, 00 the silence before it. */
function beginTrack(track: OpenTrack, rest: string): void {
  const [, index, minutes, seconds, frames] =
    /^(\d{1,2})\s+(\d{1,5}):(\d{1,2})(?::(\d{1,2}))?/u.exec(rest) ?? [];
  if (minutes === undefined || (track.startSeconds !== null && Number(index) !== 1)) return;
  const exact = Number(minutes) * 60 + Number(seconds) + Number(frames ?? 0) / FRAMES_PER_SECOND;
  track.startSeconds = Math.round(exact * 1000) / 1000;
}

function closed({ name, tracks }: OpenFile): CueFile {
  return {
    name,
    tracks: tracks.flatMap((track, at) => {
      const startSeconds = track.startSeconds ?? (at === 0 ? 0 : null);
      return startSeconds === null ? [] : [{ ...track, startSeconds }];
    }),
  };
}

function addRemark(remarks: Map<string, string>, rest: string): void {
  const { word, rest: text } = parted(rest);
  const value = unquoted(text);
  if (value !== null && remarks.size < 100 && !remarks.has(word)) remarks.set(word, value);
}

/** `"Emma.mp3" MP3`, or the same without quotation marks; of a path the last part. */
function fileNameOf(rest: string): string {
  const quoted = /^"([^"]*)"/u.exec(rest)?.[1];
  const name = quoted ?? rest.replace(/\s(?:BINARY|MOTOROLA|AIFF|WAVE|MP3|FLAC|AAC|MP4|OGG)$/iu, '');
  return name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1).slice(0, LONGEST_TEXT);
}

function unquoted(text: string): string | null {
  const value = text.startsWith('"') ? text.slice(1).replace(/"[^"]*$/u, '') : text;
  return (
    value
      .replace(/\p{Cc}+/gu, ' ')
      .trim()
      .slice(0, LONGEST_TEXT) || null
  );
}
