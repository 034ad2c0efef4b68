import { scanLibrary } from '../../../../src/contract/libraries.ts';
import { useAction } from '../../api.ts';
import { sentenceOf } from '../../ask.ts';
import { useToast } from '../../ui/toasts.tsx';

/** Starts scans; where a library's scan is refused, says why. */
export function useScan(): {
  readonly scan: (libraryIds: readonly number[]) => void;
  readonly isPending: boolean;
} {
  const action = useAction(scanLibrary);
  const toast = useToast();
  return {
    isPending: action.isPending,
    scan: (libraryIds) => {
      for (const id of libraryIds) {
        action.mutateAsync({ params: { id } }).catch((error: unknown) => toast('bad', sentenceOf(error)));
      }
    },
  };
}
