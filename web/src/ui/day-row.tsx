import type { ReactNode } from 'react';
import { formatDay } from '../format.ts';

const TIME = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

interface DayRowProps {
  readonly at: string;
  /** When the row above it happened: a new day gets a heading. */
  readonly above: string | undefined;
  readonly title?: string;
  readonly children: ReactNode;
}

/** Something that happened, in a list of days. */
export function DayRow({ at, above, title, children }: DayRowProps) {
  const now = new Date();
  const day = formatDay(at, now);
  const isNewDay = above === undefined || formatDay(above, now) !== day;
  return (
    <div>
      {isNewDay && (
        <h2 className={`mb-1 text-[0.8125rem] font-semibold text-muted ${above === undefined ? '' : 'mt-6'}`}>
          {day}
        </h2>
      )}
      <div className="flex items-baseline gap-3 border-b border-line py-2" title={title}>
        <time dateTime={at} className="w-10 shrink-0 text-[0.8125rem] text-faint tabular-nums">
          {TIME.format(new Date(at))}
        </time>
        {children}
      </div>
    </div>
  );
}
