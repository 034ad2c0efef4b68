import { Download } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { takeRelease } from '../../../../src/contract/downloads.ts';
import { useAction } from '../../api.ts';
import { paths } from '../../paths.ts';
import type { Release } from '../../things.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { useToast } from '../../ui/toasts.tsx';

interface TakeReleaseButtonProps {
  readonly release: Release;
  readonly searchId: number;
}

/** Takes a release by hand, whatever its verdict: after a question, for it overrules the rules. */
export function TakeReleaseButton({ release, searchId }: TakeReleaseButtonProps) {
  const [isAsking, setAsking] = useState(false);
  const action = useAction(takeRelease);
  const toast = useToast();
  const navigate = useNavigate();

  function take(): void {
    action.mutate(
      { body: { search_id: searchId, release_id: release.id } },
      {
        onSuccess: () => {
          setAsking(false);
          toast('good', 'The release is on its way to your download client.');
          void navigate(paths.queue);
        },
      },
    );
  }

  return (
    <>
      <Button size="small" icon={<Download aria-hidden />} onClick={() => setAsking(true)}>
        <span className="max-sm:sr-only">Take this release</span>
      </Button>
      <ConfirmDialog
        title="Take this release?"
        confirmLabel="Take it"
        isOpen={isAsking}
        isPending={action.isPending}
        error={action.error}
        onConfirm={take}
        onClose={() => setAsking(false)}
      >
        <p className="font-medium wrap-anywhere text-ink">{release.title}</p>
        <p className="mt-2">
          {release.verdict === 'accepted'
            ? 'It is handed to your download client, and imported when it is complete.'
            : 'The rules rejected it. You may take it all the same: what arrives is still compared with what was wanted before it is imported.'}
        </p>
      </ConfirmDialog>
    </>
  );
}
