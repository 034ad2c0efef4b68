import { type ReactNode, useState } from 'react';
import type { LibraryFilters } from '../books/library-filters.ts';
import { BulkEditDialog, type Chosen } from './bulk-edit-dialog.tsx';
import type { Choosing } from './choosable.tsx';
import { countOf, isChosen, NOTHING, type Selection, toggled } from './selection.ts';
import { SelectionBar } from './selection-bar.tsx';

interface Found {
  readonly shown: readonly number[];
  readonly total: number;
  readonly filters: LibraryFilters;
}

interface SelectionOfBooks {
  readonly isOn: boolean;
  readonly begin: () => void;
  readonly choosing: Choosing | undefined;
  /** The bar with its dialog; nothing while no books are chosen. */
  readonly bar: ReactNode;
}

/** Choosing books of a list, in order to edit them together. */
export function useSelection({ shown, total, filters }: Found): SelectionOfBooks {
  const [selection, setSelection] = useState<Selection | null>(null);
  const [isEditing, setEditing] = useState(false);
  if (selection === null)
    return { isOn: false, begin: () => setSelection(NOTHING), choosing: undefined, bar: null };
  const count = countOf(selection, total);
  const end = () => {
    setEditing(false);
    setSelection(null);
  };
  return {
    isOn: true,
    begin: () => undefined,
    choosing: {
      isChosen: (id) => isChosen(selection, id),
      toggle: (id) => setSelection(toggled(selection, id, shown)),
    },
    bar: (
      <>
        <SelectionBar
          count={count}
          shown={shown.length}
          total={total}
          isAll={selection.kind === 'all'}
          onAllShown={() => setSelection({ kind: 'some', ids: new Set(shown) })}
          onAll={() => setSelection({ kind: 'all' })}
          onEdit={() => setEditing(true)}
          onEnd={end}
        />
        <BulkEditDialog
          chosen={chosenOf(selection, shown, filters)}
          count={count}
          isOpen={isEditing}
          onClose={() => setEditing(false)}
          onDone={end}
        />
      </>
    ),
  };
}

/** In the order in which they are shown, by which they may be numbered. */
function chosenOf(selection: Selection, shown: readonly number[], filters: LibraryFilters): Chosen {
  if (selection.kind === 'some') {
    const others = [...selection.ids].filter((id) => !shown.includes(id));
    return { book_ids: [...shown.filter((id) => selection.ids.has(id)), ...others] };
  }
  const { search, show, libraryId } = filters;
  return {
    filter: {
      ...(search.trim() === '' ? {} : { search: search.trim() }),
      ...(show === 'owned' ? { owned: true } : {}),
      ...(libraryId === '' ? {} : { library_id: Number(libraryId) }),
    },
  };
}
