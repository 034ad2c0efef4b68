import type { Chapter } from '../audio-reading.ts';

/** The chapters of an item after its files changed places: each stays with the file that it begins in. */
export function moveChapters(
  chapters: readonly Chapter[],
  files: readonly { readonly durationSeconds: number | null }[],
  order: readonly number[],
): readonly Chapter[] {
  const starts = startsOf(files.map(({ durationSeconds }) => durationSeconds ?? 0));
  const byFile = Map.groupBy(chapters, (chapter) => fileAt(chapter, starts));
  const moved = startsOf(order.map((index) => files[index]?.durationSeconds ?? 0));
  return order.flatMap((index, place) => {
    const by = (moved[place] ?? 0) - (starts[index] ?? 0);
    return (byFile.get(index) ?? []).map(({ title, startSeconds, endSeconds }) => ({
      title,
      startSeconds: inMs(startSeconds + by),
      endSeconds: inMs(endSeconds + by),
    }));
  });
}

function startsOf(durations: readonly number[]): readonly number[] {
  let sum = 0;
  return durations.map((duration) => {
    const start = sum;
    sum += duration;
    return start;
  });
}

/** The last file that has begun by then; of those without a length the first. */
function fileAt({ startSeconds, endSeconds }: Chapter, starts: readonly number[]): number {
  const last = starts.findLastIndex((start) => start <= startSeconds + 0.001);
  const isEmpty = endSeconds <= startSeconds;
  return Math.max(0, isEmpty ? starts.findIndex((start) => start >= (starts[last] ?? 0) - 0.001) : last);
}

function inMs(seconds: number): number {
  return Math.round(seconds * 1000) / 1000;
}
