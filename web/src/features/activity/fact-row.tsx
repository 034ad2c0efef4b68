import { Link } from 'react-router';
import { paths } from '../../paths.ts';
import type { Fact } from '../../things.ts';
import { DayRow } from '../../ui/day-row.tsx';

interface FactRowProps {
  readonly fact: Fact;
  /** The one above it in the list: a new day gets a heading. */
  readonly above: Fact | undefined;
}

/** Something that happened. */
export function FactRow({ fact, above }: FactRowProps) {
  return (
    <DayRow at={fact.at} above={above?.at} title={factTitle(fact)}>
      <p className="min-w-0 flex-1 wrap-anywhere">{fact.sentence}</p>
      {fact.book_id !== null && (
        <Link
          to={paths.book(fact.book_id)}
          className="shrink-0 text-[0.8125rem] text-muted underline-offset-2 hover:text-accent hover:underline"
        >
          Book
        </Link>
      )}
    </DayRow>
  );
}

function factTitle({ kind, request_id: requestId }: Fact): string {
  return requestId === null ? kind : `${kind}, request ${requestId}`;
}
