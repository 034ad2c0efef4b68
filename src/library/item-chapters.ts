import type { ChapterSource } from '../base/order-sources.ts';
import type { Chapter } from './audio-reading.ts';
import { type ChapterMark, readChapters } from './read-chapters.ts';

/** One file of an item, in playing order. */
export interface ChapteredFile {
  readonly name: string;
  readonly title: string | null;
  readonly durationSeconds: number | null;
  /** Of its own tags. */
  readonly chapters: readonly Chapter[];
  /** Of a cue sheet beside it. */
  readonly cueChapters: readonly Chapter[];
}

export interface ItemChapters {
  readonly chapters: readonly Chapter[];
  readonly source: ChapterSource;
}

/**
 * The chapters of an item as one line of time: those within its files, else those of a cue sheet, else each file as
 * one. `listed` are those that a file beside them gives for the whole: they count where nothing else tells more.
 */
export function itemChapters(files: readonly ChapteredFile[], listed: readonly Chapter[] = []): ItemChapters {
  const sources = new Set<ChapterSource>();
  const chapters: Chapter[] = [];
  const sharedTitle = titleOfAll(files);
  let offset = 0;
  for (const file of files) {
    const { source, own } = ownChapters(file);
    sources.add(source);
    const end = offset + (file.durationSeconds ?? own.at(-1)?.endSeconds ?? 0);
    if (own.length > 0) chapters.push(...own.map((chapter) => shifted(chapter, offset)));
    else
      chapters.push({ title: titleOf(file, sharedTitle), startSeconds: inMs(offset), endSeconds: inMs(end) });
    offset = end;
  }
  const source = SOURCES.find((one) => sources.has(one)) ?? 'files';
  if (source !== 'files' || listed.length <= files.length) return { chapters, source };
  const whole = readChapters(listed.map(asMark), offset || null);
  return whole.length > files.length ? { chapters: whole, source: 'metadata_json' } : { chapters, source };
}

const SOURCES = ['embedded', 'cue'] as const;

/** A single chapter says no more than the file; then the sheet beside it may know better. */
function ownChapters({ chapters, cueChapters }: ChapteredFile): {
  readonly source: ChapterSource;
  readonly own: readonly Chapter[];
} {
  if (chapters.length > 1 || (chapters.length === 1 && cueChapters.length < 2))
    return { source: 'embedded', own: chapters };
  return cueChapters.length > 0 ? { source: 'cue', own: cueChapters } : { source: 'files', own: [] };
}

function asMark({ title, startSeconds, endSeconds }: Chapter): ChapterMark {
  return { title, startMs: startSeconds * 1000, endMs: endSeconds * 1000 };
}

/** A title that every file bears is the book's, not a chapter's. */
function titleOfAll(files: readonly ChapteredFile[]): string | null {
  const titles = new Set(files.map((file) => file.title));
  return files.length > 1 && titles.size === 1 ? (files[0]?.title ?? null) : null;
}

function titleOf(file: ChapteredFile, sharedTitle: string | null): string {
  const stem = file.name.replace(/\.[^.]*$/u, '');
  return file.title === null || file.title === sharedTitle ? stem : file.title;
}

function shifted(chapter: Chapter, offset: number): Chapter {
  return {
    title: chapter.title,
    startSeconds: inMs(chapter.startSeconds + offset),
    endSeconds: inMs(chapter.endSeconds + offset),
  };
}

/** Sums of seconds, without the dust that adding them leaves behind. */
function inMs(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
