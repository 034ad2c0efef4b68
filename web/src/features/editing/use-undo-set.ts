import { plural } from '../../../../src/base/quantities.ts';
import { undoChangeSet } from '../../../../src/contract/changes.ts';
import { useAction } from '../../api.ts';
import { useErrorToast, useToast } from '../../ui/toasts.tsx';

/** Undoes a change set as a whole, and tells how much of it. */
export function useUndoSet(id: number) {
  const undo = useAction(undoChangeSet);
  const toast = useToast();
  const showError = useErrorToast();

  function putBack(): void {
    undo.mutate(
      { params: { id } },
      {
        onSuccess: ({ undone_count: undone, left_count: left }) =>
          toast(
            'good',
            `${plural(undone, 'field')} put back as before.${
              left === 0 ? '' : ` ${plural(left, 'field')} changed since and left as now.`
            }`,
          ),
        onError: showError,
      },
    );
  }

  return { putBack, isPending: undo.isPending };
}
