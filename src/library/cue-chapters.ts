import type { Chapter } from './audio-reading.ts';
import { lastPart } from './group-files.ts';
import { type ChapterMark, readChapters } from './read-chapters.ts';
import type { CueFile, CueSheet } from './sources/read-cue.ts';

/** A cue sheet beside the audio files. */
export interface FoundCue {
  readonly path: string;
  readonly sheet: CueSheet;
}

interface TimedFile {
  readonly path: string;
  readonly durationSeconds: number | null;
}

/**
 * The chapters that cue sheets give to audio files, by the paths of these. A sheet names its files; where one was
 * renamed or converted, it is known by its name without the ending, by the sheet's own name, or for being the only one.
 */
export function cueChapters(
  cues: readonly FoundCue[],
  files: readonly TimedFile[],
): ReadonlyMap<string, readonly Chapter[]> {
  const found = new Map<string, readonly Chapter[]>();
  for (const cue of cues) {
    for (const named of cue.sheet.files) {
      const file = resolve(named, cue, files);
      if (file === undefined) continue;
      const chapters = readChapters(named.tracks.map(asMark), file.durationSeconds);
      if (chapters.length > (found.get(file.path)?.length ?? 0)) found.set(file.path, chapters);
    }
  }
  return found;
}

function resolve(
  { name }: CueFile,
  { path: cuePath, sheet }: FoundCue,
  files: readonly TimedFile[],
): TimedFile | undefined {
  const folder = cuePath.slice(0, cuePath.length - lastPart(cuePath).length);
  const near = files.filter(({ path }) => path.startsWith(folder));
  const byName = near.find(({ path }) => nameKey(path) === nameKey(name));
  const byStem = byName ?? near.find(({ path }) => stemKey(path) === stemKey(name));
  if (byStem !== undefined || sheet.files.length > 1) return byStem;
  const ownStems: readonly string[] = [stemKey(cuePath), nameKey(cuePath).replace(/\.cue$/u, '')];
  const ofSheet = near.find(
    ({ path }) => ownStems.includes(stemKey(path)) || ownStems.includes(nameKey(path)),
  );
  return ofSheet ?? (files.length === 1 ? files[0] : undefined);
}

function nameKey(path: string): string {
  return lastPart(path).normalize('NFC').toLowerCase();
}

function stemKey(path: string): string {
  return nameKey(path).replace(/\.[^.]*$/u, '');
}

function asMark({ title, startSeconds }: CueFile['tracks'][number]): ChapterMark {
  return { title: title ?? undefined, startMs: Math.round(startSeconds * 1000), endMs: undefined };
}
