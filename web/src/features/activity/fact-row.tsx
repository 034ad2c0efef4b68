import { Link } from 'react-router';
import { formatDay } from '../../format.ts';
import { paths } from '../../paths.ts';
import type { Fact } from '../../things.ts';

const TIME = new Intl.DateTimeFormat('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

interface FactRowProps {
  readonly fact: Fact;
  /** The one above it in the list: a new day gets a heading. */
  readonly above: Fact | undefined;
}

/** Something that happened. */
export function FactRow({ fact, above }: FactRowProps) {
  const now = new Date();
  const day = formatDay(fact.at, now);
  const isNewDay = above === undefined || formatDay(above.at, now) !== day;
  return (
    <div>
      {isNewDay && (
        <h2 className={`mb-1 text-[0.8125rem] font-semibold text-muted ${above === undefined ? '' : 'mt-6'}`}>
          {day}
        </h2>
      )}
      <div className="flex items-baseline gap-3 border-b border-line py-2" title={factTitle(fact)}>
        <time dateTime={fact.at} className="w-10 shrink-0 text-[0.8125rem] text-faint tabular-nums">
          {TIME.format(new Date(fact.at))}
        </time>
        <p className="min-w-0 flex-1 wrap-anywhere">{fact.sentence}</p>
        {fact.book_id !== null && (
          <Link
            to={paths.book(fact.book_id)}
            className="shrink-0 text-[0.8125rem] text-muted underline-offset-2 hover:text-accent hover:underline"
          >
            Book
          </Link>
        )}
      </div>
    </div>
  );
}

function factTitle({ kind, request_id: requestId }: Fact): string {
  return requestId === null ? kind : `${kind}, request ${requestId}`;
}
