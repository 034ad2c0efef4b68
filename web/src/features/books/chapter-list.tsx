import { formatPosition } from '../../format.ts';
import type { LibraryItemDetail } from '../../things.ts';

export function ChapterList({ chapters }: Pick<LibraryItemDetail, 'chapters'>) {
  return (
    <ol aria-label="Chapters" className="max-h-[32rem] overflow-auto text-[0.8125rem]">
      {chapters.map(({ title, start_seconds: start, end_seconds: end }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: chapters have nothing of their own that is unique
        <li key={index} className="flex items-baseline gap-3 border-t border-line py-1.5">
          <span className="w-7 shrink-0 text-right text-faint tabular-nums">{index + 1}</span>
          <span className="min-w-0 flex-1 wrap-anywhere">{title}</span>
          <span className="shrink-0 text-muted tabular-nums" title={`${formatPosition(end - start)} long`}>
            {formatPosition(start)}
          </span>
        </li>
      ))}
    </ol>
  );
}
