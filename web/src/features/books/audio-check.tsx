import { ShieldAlert, ShieldCheck, ShieldQuestion, Stethoscope } from 'lucide-react';
import { checkLibraryItem } from '../../../../src/contract/library-items.ts';
import { useAction } from '../../api.ts';
import { useMay } from '../../session.ts';
import type { LibraryItemDetail } from '../../things.ts';
import { Button } from '../../ui/button.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { useErrorToast, useToast } from '../../ui/toasts.tsx';

/** When the audio of an item was last looked into, and by what; looks again. */
export function AudioCheck({ item }: { readonly item: LibraryItemDetail }) {
  const action = useAction(checkLibraryItem);
  const may = useMay();
  const toast = useToast();
  const tellError = useErrorToast();
  return (
    <p className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-[0.8125rem] text-muted [&>svg]:size-4 [&>svg]:shrink-0">
      <Words check={item.check} />
      {may('library.scan') && (
        <Button
          size="small"
          look="quiet"
          icon={<Stethoscope aria-hidden />}
          isPending={action.isPending}
          onClick={() =>
            action.mutate(
              { params: { id: item.id } },
              { onSuccess: () => toast('good', 'The audio is being checked.'), onError: tellError },
            )
          }
        >
          {item.check === null ? 'Check the audio' : 'Check again'}
        </Button>
      )}
    </p>
  );
}

function Words({ check }: Pick<LibraryItemDetail, 'check'>) {
  if (check === null) {
    return (
      <>
        <ShieldQuestion className="text-faint" aria-hidden /> The audio was not looked into yet.
      </>
    );
  }
  const { findings, is_outdated: isOutdated, method } = check;
  const isSound = !isOutdated && findings.length === 0;
  return (
    <>
      {isSound ? (
        <ShieldCheck className="text-good" aria-hidden />
      ) : isOutdated ? (
        <ShieldQuestion className="text-faint" aria-hidden />
      ) : (
        <ShieldAlert className="text-warn" aria-hidden />
      )}
      <span>
        {isOutdated
          ? 'Changed since its audio was checked'
          : isSound
            ? 'Audio checked, sound'
            : 'Audio checked'}
        , <RelativeTime at={check.checked_at} />
        {method === 'structure' && ' (without ffmpeg, so by its structure alone)'}
        {check.decayed && <span className="text-bad">. It was sound before: the disk loses data</span>}.
      </span>
    </>
  );
}
