import type { Chapter } from './audio-reading.ts';

/** One file of an item, in playing order. */
export interface ChapteredFile {
  readonly name: string;
  readonly title: string | null;
  readonly durationSeconds: number | null;
  readonly chapters: readonly Chapter[];
}

/** The chapters of an item as one line of time: those within its files, and the file itself where it has none. */
export function itemChapters(files: readonly ChapteredFile[]): readonly Chapter[] {
  const chapters: Chapter[] = [];
  const sharedTitle = titleOfAll(files);
  let offset = 0;
  for (const file of files) {
    const end = offset + (file.durationSeconds ?? file.chapters.at(-1)?.endSeconds ?? 0);
    if (file.chapters.length > 0) chapters.push(...file.chapters.map((chapter) => shifted(chapter, offset)));
    else
      chapters.push({ title: titleOf(file, sharedTitle), startSeconds: inMs(offset), endSeconds: inMs(end) });
    offset = end;
  }
  return chapters;
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
