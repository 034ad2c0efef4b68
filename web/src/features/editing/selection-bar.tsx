import { Pencil, X } from 'lucide-react';
import { plural } from '../../../../src/base/quantities.ts';
import { Button } from '../../ui/button.tsx';

interface SelectionBarProps {
  readonly count: number;
  /** How many of the books found are on the page by now. */
  readonly shown: number;
  readonly total: number;
  readonly isAll: boolean;
  readonly onAllShown: () => void;
  readonly onAll: () => void;
  readonly onEdit: () => void;
  readonly onEnd: () => void;
}

/** What can be done with the chosen books; stays in sight at the bottom. */
export function SelectionBar({
  count,
  shown,
  total,
  isAll,
  onAllShown,
  onAll,
  onEdit,
  onEnd,
}: SelectionBarProps) {
  return (
    <section
      aria-label="Chosen books"
      className="fixed inset-x-0 bottom-4 z-30 mx-auto flex w-fit max-w-[calc(100vw-1.5rem)] flex-wrap items-center justify-center gap-2 rounded-xl border border-line bg-raised px-3 py-2 shadow-pop max-md:bottom-20"
    >
      <p aria-live="polite" className="px-1 font-medium tabular-nums">
        {plural(count, 'book')} chosen
      </p>
      <Button size="small" look="quiet" onClick={onAllShown}>
        {shown < total ? `The ${shown} shown` : 'All'}
      </Button>
      {shown < total && !isAll && (
        <Button size="small" look="quiet" onClick={onAll}>
          All {total}
        </Button>
      )}
      <Button
        size="small"
        look="primary"
        icon={<Pencil aria-hidden />}
        disabled={count === 0}
        onClick={onEdit}
      >
        Edit
      </Button>
      <Button size="small" look="quiet" icon={<X aria-hidden />} onClick={onEnd}>
        Done
      </Button>
    </section>
  );
}
