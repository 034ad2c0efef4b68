import { Clock, Lock, Mic } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { formatDuration } from '../../../../src/base/quantities.ts';
import { coverUrl } from '../../cover-url.ts';
import { paths } from '../../paths.ts';
import type { Book, BookDetail } from '../../things.ts';
import { Badge } from '../../ui/badge.tsx';
import { Cover } from '../../ui/cover.tsx';
import { LongText } from '../../ui/long-text.tsx';
import { CompletenessMeter } from '../incomplete/completeness-meter.tsx';
import { lackSentence } from '../incomplete/lack-sentence.ts';
import { Byline, namesOf } from './byline.tsx';

interface BookHeaderProps {
  readonly book: Book & Partial<Pick<BookDetail, 'wanted_id' | 'provenance'>>;
  /** What can be done with it; not known yet while only a list has shown the book. */
  readonly actions: ReactNode;
}

export function BookHeader({ book, actions }: BookHeaderProps) {
  return (
    <header className="flex flex-col gap-6 sm:flex-row sm:gap-8">
      <Cover
        title={book.title}
        author={namesOf(book.authors)}
        src={coverUrl(book.cover_item_id)}
        className="w-44 shrink-0 self-center rounded-xl sm:w-60 sm:self-start"
      />
      <div className="flex min-w-0 flex-1 flex-col">
        <SeriesLine series={book.series} />
        <h1 className="text-2xl font-semibold tracking-tight text-balance md:text-3xl">
          {book.title}
          <LockMark isLocked={book.provenance?.['title']?.locked} />
        </h1>
        {book.subtitle !== null && (
          <p className="mt-0.5 text-base text-balance text-muted">{book.subtitle}</p>
        )}
        <p className="mt-2 text-[0.9375rem]">
          {book.authors.length > 0 ? (
            <>
              by <Byline authors={book.authors} />
            </>
          ) : (
            'Unknown author'
          )}
        </p>
        <ul
          aria-label="About the recording"
          className="mt-3 flex flex-wrap items-center gap-x-4 gap-y-1.5 text-muted"
        >
          {book.narrators.length > 0 && <Mark icon={<Mic aria-hidden />}>{book.narrators.join(', ')}</Mark>}
          {book.duration_seconds !== null && (
            <Mark icon={<Clock aria-hidden />}>{formatDuration(book.duration_seconds)}</Mark>
          )}
          {book.published_year !== null && <Mark>{book.published_date ?? book.published_year}</Mark>}
          {book.isbn !== null && <Mark>ISBN {book.isbn}</Mark>}
        </ul>
        <div className="mt-4 flex min-h-9 flex-wrap items-center gap-2">
          <StateBadge book={book} />
          {actions}
        </div>
        {book.missing.length > 0 && (
          <p className="mt-3 flex flex-wrap items-center gap-x-3 gap-y-1 text-[0.8125rem] text-muted">
            <span>
              <span className="sr-only">Completeness: </span>
              <CompletenessMeter percent={book.completeness} />
            </span>
            {lackSentence(book.missing)}
          </p>
        )}
        {book.description !== null && book.description !== '' && (
          <LongText label="description" text={book.description} className="mt-5 max-w-prose" />
        )}
      </div>
    </header>
  );
}

function SeriesLine({ series }: Pick<BookDetail, 'series'>) {
  if (series.length === 0) return null;
  return (
    <p className="mb-1 flex flex-wrap gap-x-3 text-[0.8125rem] font-medium text-accent">
      {series.map(({ id, name, position }) => (
        <Link key={id} to={paths.series(id)} className="underline-offset-2 hover:underline">
          {position === null ? name : `${name}, book ${position}`}
        </Link>
      ))}
    </p>
  );
}

function StateBadge({ book }: Pick<BookHeaderProps, 'book'>) {
  if (typeof book.wanted_id === 'number') {
    return (
      <Link to={paths.wanted} className="rounded-md">
        <Badge tone="busy">{book.owned ? 'Another recording is wanted' : 'Wanted'}</Badge>
      </Link>
    );
  }
  return book.owned ? <Badge tone="good">In the library</Badge> : <Badge>Not owned</Badge>;
}

function Mark({ icon, children }: { readonly icon?: ReactNode; readonly children: ReactNode }) {
  return (
    <li className="inline-flex items-center gap-1.5 [&_svg]:size-4 [&_svg]:text-faint">
      {icon}
      {children}
    </li>
  );
}

function LockMark({ isLocked }: { readonly isLocked: boolean | undefined }) {
  if (isLocked !== true) return null;
  return (
    <span title="Your own words: no scan changes them" className="ml-2 inline-block align-middle text-faint">
      <Lock className="size-4" aria-label="Changed by you" />
    </span>
  );
}
