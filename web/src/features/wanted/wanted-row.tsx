import { History, ListChecks, Search, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { languageName } from '../../../../src/base/language.ts';
import { searchWanted } from '../../../../src/contract/wanted.ts';
import { useAction } from '../../api.ts';
import { coverUrl } from '../../cover-url.ts';
import { paths } from '../../paths.ts';
import { mayChangeWant, useMe } from '../../session.ts';
import type { Download, WantedBook } from '../../things.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Cover } from '../../ui/cover.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { useErrorToast } from '../../ui/toasts.tsx';
import { StopWantingDialog } from './stop-wanting-dialog.tsx';
import { canBeSearched, wordsOf } from './wanted-states.ts';

interface WantedRowProps {
  readonly wanted: WantedBook;
  /** Its download, while one is active. */
  readonly download: Download | undefined;
}

export function WantedRow({ wanted, download }: WantedRowProps) {
  const { book, state, reason } = wanted;
  const { label, tone } = wordsOf(state);
  return (
    <Card className="flex gap-3.5 p-3 sm:gap-4">
      <Link to={paths.book(book.id)} className="shrink-0 self-start rounded-md" tabIndex={-1} aria-hidden>
        <Cover
          title={book.title}
          src={coverUrl(wanted.library_item_id)}
          isSmall
          className="size-14 sm:size-16"
        />
      </Link>
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <h2 className="min-w-0 truncate font-medium">
            <Link to={paths.book(book.id)} className="hover:text-accent">
              {book.title}
            </Link>
          </h2>
          <Badge tone={tone}>{label}</Badge>
        </div>
        <p className="truncate text-[0.8125rem] text-muted">{detailsOf(wanted).join(' · ')}</p>
        {reason !== null && (
          <p
            className={`mt-1 text-[0.8125rem] wrap-anywhere ${tone === 'warn' || tone === 'bad' ? 'text-ink' : 'text-muted'}`}
          >
            {reason}
          </p>
        )}
        {state === 'downloading' && download !== undefined && (
          <div className="mt-2 flex items-center gap-3">
            <ProgressBar label={`Download of ${book.title}`} fraction={download.progress} tone="info" />
            <span className="shrink-0 text-xs text-muted tabular-nums">
              {Math.floor(download.progress * 100)} %
            </span>
          </div>
        )}
        <div className="mt-2 flex flex-wrap items-center gap-x-1.5 gap-y-1">
          <WantedActions wanted={wanted} />
          <span className="ml-auto text-xs text-faint">
            <SearchTimes wanted={wanted} />
          </span>
        </div>
      </div>
    </Card>
  );
}

function WantedActions({ wanted }: { readonly wanted: WantedBook }) {
  const [isStopping, setStopping] = useState(false);
  const search = useAction(searchWanted);
  const tellError = useErrorToast();
  const session = useMe();
  const mayChange = mayChangeWant(session, wanted);
  const mayResolve = session?.permissions.includes('imports.resolve') === true;
  const { title } = wanted.book;

  return (
    <>
      {wanted.state === 'needs_person' && wanted.import_id !== null && mayResolve && (
        <ButtonLink to={paths.imports} look="primary" size="small">
          Look at the import
        </ButtonLink>
      )}
      {mayChange && canBeSearched(wanted.state) && (
        <Button
          size="small"
          icon={<Search aria-hidden />}
          isPending={search.isPending || wanted.state === 'searching'}
          onClick={() => search.mutate({ params: { id: wanted.id } }, { onError: tellError })}
        >
          Search now
        </Button>
      )}
      {wanted.search_id !== null && (
        <ButtonLink
          to={paths.search(wanted.search_id)}
          size="small"
          look="quiet"
          icon={<ListChecks aria-hidden />}
        >
          <span className="max-sm:sr-only">Last search</span>
        </ButtonLink>
      )}
      <ButtonLink to={paths.historyOf(wanted.id)} size="small" look="quiet" icon={<History aria-hidden />}>
        <span className="max-sm:sr-only">History</span>
      </ButtonLink>
      {mayChange && (
        <IconButton label={`Stop wanting ${title}`} className="size-8" onClick={() => setStopping(true)}>
          <Trash2 aria-hidden />
        </IconButton>
      )}
      <StopWantingDialog wanted={wanted} isOpen={isStopping} onClose={() => setStopping(false)} />
    </>
  );
}

function SearchTimes({ wanted }: { readonly wanted: WantedBook }) {
  if (wanted.state === 'owned') return <RelativeTime at={wanted.updated_at} />;
  if (wanted.next_search_at !== null && wanted.state === 'wanted') {
    return (
      <>
        next search <RelativeTime at={wanted.next_search_at} />
      </>
    );
  }
  if (wanted.searched_at === null) return null;
  return (
    <>
      searched <RelativeTime at={wanted.searched_at} />
    </>
  );
}

function detailsOf({ book, narrators, language, asin, requested_by: by }: WantedBook): readonly string[] {
  return [
    book.authors.map((author) => author.name).join(', ') || 'Unknown author',
    narrators.length === 0 ? null : `read by ${narrators.join(', ')}`,
    language === null ? null : languageName(language),
    asin,
    by === null ? null : `for ${by.name}`,
  ].filter((detail) => detail !== null);
}
