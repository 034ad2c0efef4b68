import type { Chapter } from './audio-reading.ts';
import type { TagProperties } from './interpret-tags.ts';

/** A chapter mark as a container keeps it: often without an end, sometimes without a title. */
export interface ChapterMark {
  readonly title: string | undefined;
  readonly startMs: number;
  readonly endMs: number | undefined;
}

/**
 * Chapters in order, each with a title and an end, none within another; marks beyond the running time and those that
 * hold no time are dropped.
 */
export function readChapters(
  marks: readonly ChapterMark[],
  durationSeconds: number | null,
): readonly Chapter[] {
  const limitMs = durationSeconds === null ? Number.POSITIVE_INFINITY : durationSeconds * 1000;
  const sound = marks
    .filter((mark) => mark.startMs >= 0 && mark.startMs < limitMs)
    .toSorted((a, b) => a.startMs - b.startMs);
  // Of several that begin at once the last counts: the ones before it hold no time.
  const begun = sound.filter((mark, at) => mark.startMs !== sound[at + 1]?.startMs);
  return begun.map((mark, at) => {
    const nextMs = begun[at + 1]?.startMs ?? (Number.isFinite(limitMs) ? limitMs : null);
    const ownMs = mark.endMs !== undefined && mark.endMs > mark.startMs ? mark.endMs : null;
    return {
      title: cleanTitle(mark.title) || `Chapter ${at + 1}`,
      startSeconds: mark.startMs / 1000,
      endSeconds: Math.min(ownMs ?? nextMs ?? mark.startMs, nextMs ?? Number.POSITIVE_INFINITY) / 1000,
    };
  });
}

function cleanTitle(title: string | undefined): string {
  return (title ?? '')
    .toWellFormed()
    .replace(/\p{Cc}+/gu, ' ')
    .trim()
    .slice(0, 500);
}

/** The chapter marks of Ogg, Opus and FLAC: the comments CHAPTER001 and CHAPTER001NAME. */
export function vorbisChapterMarks(properties: TagProperties): readonly ChapterMark[] {
  return Object.entries(properties).flatMap(([key, values]) => {
    const startMs = /^CHAPTER\d{1,4}$/iu.test(key) ? timeInMs(values?.[0] ?? '') : null;
    if (startMs === null) return [];
    return [{ title: properties[`${key}NAME`]?.[0], startMs, endMs: undefined }];
  });
}

function timeInMs(text: string): number | null {
  const found = /^(\d{1,3}):(\d{2}):(\d{2}(?:\.\d{1,9})?)$/u.exec(text.trim());
  if (!found) return null;
  const [, hours = '', minutes = '', seconds = ''] = found;
  return Math.round((Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds)) * 1000);
}
