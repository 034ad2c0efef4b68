import { Undo2 } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { plural } from '../../../../src/base/quantities.ts';
import { listSetChanges } from '../../../../src/contract/changes.ts';
import { useEndpointPages } from '../../api.ts';
import { paths } from '../../paths.ts';
import { useMay } from '../../session.ts';
import type { ChangeSet } from '../../things.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { ChangeWords } from './change-words.tsx';
import { useUndoSet } from './use-undo-set.ts';
import { whoWords } from './who-words.ts';

/** A change set in the list of all: what was done, by whom, its fields, and undoing it. */
export function ChangeSetRow({ set }: { readonly set: ChangeSet }) {
  const [isOpen, setOpen] = useState(false);
  const { putBack, isPending } = useUndoSet(set.id);
  const may = useMay();

  return (
    <Card>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3">
        <div className="min-w-0 flex-1 basis-64">
          <p className="font-medium wrap-anywhere">{set.sentence}</p>
          <p className="mt-0.5 text-xs text-faint">
            {whoWords(set)} · <RelativeTime at={set.at} />
          </p>
        </div>
        {set.undone_at !== null && <Badge>Undone</Badge>}
        <Button size="small" look="quiet" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? 'Hide' : plural(set.change_count, 'field')}
        </Button>
        {set.undone_at === null && may('library.edit') && (
          <Button size="small" icon={<Undo2 aria-hidden />} isPending={isPending} onClick={putBack}>
            Undo
          </Button>
        )}
      </div>
      {isOpen && <ChangesOfSet setId={set.id} />}
    </Card>
  );
}

function ChangesOfSet({ setId }: { readonly setId: number }) {
  const changes = useEndpointPages(listSetChanges, { limit: 50 }, { of: setId });
  return (
    <div className="border-t border-line px-4 py-2">
      <ul aria-label="Fields" className="flex flex-col gap-1.5">
        {(changes.rows ?? []).map((change, at) => (
          <li key={change.id} className="text-[0.8125rem]">
            {change.book_id !== null && change.book_id !== changes.rows?.[at - 1]?.book_id && (
              <Link
                to={paths.book(change.book_id)}
                className="text-xs text-muted underline-offset-2 hover:text-accent hover:underline"
              >
                {change.book_title}
              </Link>
            )}
            <ChangeWords change={change} />
          </li>
        ))}
      </ul>
      {changes.hasMore && (
        <Button size="small" look="quiet" isPending={changes.isFetchingMore} onClick={changes.fetchMore}>
          Show more
        </Button>
      )}
    </div>
  );
}
