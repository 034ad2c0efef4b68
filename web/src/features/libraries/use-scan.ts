import { scanLibrary } from '../../../../src/contract/libraries.ts';
import { useAction } from '../../api.ts';
import { useErrorToast } from '../../ui/toasts.tsx';

/** Starts scans; where a library's scan is refused, says why. */
export function useScan(): {
  readonly scan: (libraryIds: readonly number[]) => void;
  readonly isPending: boolean;
} {
  const action = useAction(scanLibrary);
  const tellError = useErrorToast();
  return {
    isPending: action.isPending,
    scan: (libraryIds) => {
      for (const id of libraryIds) {
        action.mutateAsync({ params: { id } }).catch(tellError);
      }
    },
  };
}
