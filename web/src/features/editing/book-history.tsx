import { Undo2 } from 'lucide-react';
import { listBookChanges, undoFieldChange } from '../../../../src/contract/changes.ts';
import { useAction, useEndpointPages } from '../../api.ts';
import { paths } from '../../paths.ts';
import { useMay } from '../../session.ts';
import type { BookChange, ChangeSet } from '../../things.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { useErrorToast, useToast } from '../../ui/toasts.tsx';
import { ChangeWords } from './change-words.tsx';
import { useUndoSet } from './use-undo-set.ts';
import { whoWords } from './who-words.ts';

/** What was changed of a book and its recordings; nothing where nothing was. */
export function BookHistory({ bookId }: { readonly bookId: number }) {
  const changes = useEndpointPages(listBookChanges, { limit: 20 }, { of: bookId });
  if (changes.rows === undefined || changes.rows.length === 0) return null;
  return (
    <section aria-label="History" className="mt-9">
      <div className="mb-3 flex items-center justify-between gap-3">
        <h2 className="text-base font-semibold">History</h2>
        <ButtonLink to={paths.changes} look="quiet" size="small">
          All changes
        </ButtonLink>
      </div>
      <Card>
        <ul aria-label="Changes" className="divide-y divide-line">
          {changes.rows.map((change, at) =>
            !isOfMove(change) ? (
              <li key={change.id}>
                <ChangeRow change={change} />
              </li>
            ) : (
              // All of it is told and undone at once.
              changes.rows?.findIndex((other) => isOfMove(other) && isOfSameSet(other, change)) === at && (
                <li key={change.id}>
                  <MoveRow set={change.change_set} />
                </li>
              )
            ),
          )}
        </ul>
      </Card>
      {changes.hasMore && (
        <div className="mt-3 text-center">
          <Button size="small" isPending={changes.isFetchingMore} onClick={changes.fetchMore}>
            Show earlier changes
          </Button>
        </div>
      )}
    </section>
  );
}

const OF_MOVES: readonly string[] = ['book', 'recording', 'exists', 'wants'];

/** What merging, moving and splitting change: no part of it makes sense alone. */
function isOfMove({ field }: BookChange): boolean {
  return OF_MOVES.includes(field);
}

function isOfSameSet({ change_set: a }: BookChange, { change_set: b }: BookChange): boolean {
  return a.id === b.id;
}

function MoveRow({ set }: { readonly set: ChangeSet }) {
  const { putBack, isPending } = useUndoSet(set.id);
  const may = useMay();
  return (
    <div className="flex items-center gap-3 px-4 py-2.5">
      <div className="min-w-0 flex-1">
        <p className="wrap-anywhere">{set.sentence}</p>
        <WhoAndWhen set={set} />
      </div>
      {set.undone_at === null && may('library.edit') && (
        <Button
          size="small"
          look="quiet"
          icon={<Undo2 aria-hidden />}
          isPending={isPending}
          aria-label={`Undo: ${set.sentence}`}
          onClick={putBack}
        >
          Undo
        </Button>
      )}
    </div>
  );
}

function WhoAndWhen({ set }: { readonly set: ChangeSet }) {
  return (
    <p className="mt-0.5 text-xs text-faint">
      {whoWords(set)} · <RelativeTime at={set.at} />
    </p>
  );
}

function ChangeRow({ change }: { readonly change: BookChange }) {
  const undo = useAction(undoFieldChange);
  const may = useMay();
  const toast = useToast();
  const showError = useErrorToast();
  return (
    <div className="flex items-center gap-3 px-4 py-2.5">
      <div className="min-w-0 flex-1">
        <ChangeWords change={change} />
        <WhoAndWhen set={change.change_set} />
      </div>
      {change.can_undo && may('library.edit') && (
        <Button
          size="small"
          look="quiet"
          icon={<Undo2 aria-hidden />}
          isPending={undo.isPending}
          aria-label={`Undo: ${change.field.replaceAll('_', ' ')}`}
          onClick={() =>
            undo.mutate(
              { params: { id: change.id } },
              { onSuccess: () => toast('good', 'Put back as it was.'), onError: showError },
            )
          }
        >
          Undo
        </Button>
      )}
    </div>
  );
}
