import { FolderSync, FolderTree, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { formatDuration, plural } from '../../../../src/base/quantities.ts';
import { forgetLibrary } from '../../../../src/contract/libraries.ts';
import { useAction } from '../../api.ts';
import { paths } from '../../paths.ts';
import type { Library } from '../../things.ts';
import { Button, ButtonLink } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { ChangeLibraryDialog } from './library-form-dialogs.tsx';
import { useScan } from './use-scan.ts';
import { VanishedQuestion } from './vanished-question.tsx';
import { watchWords } from './watch-words.ts';

export function LibraryRow({ library }: { readonly library: Library }) {
  const [open, setOpen] = useState<'change' | 'forget' | null>(null);
  const { scan, isPending } = useScan();
  const forget = useAction(forgetLibrary);
  const close = () => setOpen(null);

  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-64">
        <h3 className="font-medium">{library.name}</h3>
        <p className="font-mono text-xs wrap-anywhere text-muted">{library.path}</p>
        <p className="mt-0.5 text-[0.8125rem] text-muted">
          {plural(library.item_count, 'item')}
          {library.duration_seconds > 0 && ` · ${formatDuration(library.duration_seconds)}`}
          {library.fault_count > 0 && (
            <>
              {' · '}
              <Link to={paths.faults} className="text-warn underline-offset-2 hover:underline">
                {plural(library.fault_count, 'fault')}
              </Link>
            </>
          )}
          {' · '}
          <LastScan scan={library.last_scan} />
        </p>
        <p className="text-[0.8125rem] text-muted">{watchWords(library)}</p>
        <div className="mt-2 empty:hidden">
          <VanishedQuestion library={library} />
        </div>
      </div>
      <div className="flex items-center gap-1">
        <Button
          size="small"
          icon={<FolderSync aria-hidden />}
          isPending={isPending}
          onClick={() => scan([library.id])}
        >
          Scan
        </Button>
        <ButtonLink size="small" icon={<FolderTree aria-hidden />} to={paths.reorganise(library.id)}>
          Reorganise
        </ButtonLink>
        <IconButton label={`Change ${library.name}`} onClick={() => setOpen('change')}>
          <Pencil aria-hidden />
        </IconButton>
        <IconButton label={`Forget ${library.name}`} onClick={() => setOpen('forget')}>
          <Trash2 aria-hidden />
        </IconButton>
      </div>
      <ChangeLibraryDialog library={library} isOpen={open === 'change'} onClose={close} />
      <ConfirmDialog
        title={`Forget ${library.name}?`}
        confirmLabel="Forget the library"
        isDangerous
        isOpen={open === 'forget'}
        isPending={forget.isPending}
        error={forget.error}
        onConfirm={() => forget.mutate({ params: { id: library.id } }, { onSuccess: close })}
        onClose={close}
      >
        Its {plural(library.item_count, 'item')} disappear from here. The files in {library.path} are not
        touched; adding the folder again and scanning it brings them back.
      </ConfirmDialog>
    </div>
  );
}

function LastScan({ scan }: { readonly scan: Library['last_scan'] }) {
  if (scan === null) return 'never scanned';
  if (scan.finished_at === null) return 'being scanned now';
  return (
    <>
      {scan.state === 'failed' && <span className="text-bad">last scan failed </span>}
      {scan.state === 'cancelled' && <span className="text-warn">last scan cancelled </span>}
      {scan.state === 'succeeded' && 'scanned '}
      <RelativeTime at={scan.finished_at} />
    </>
  );
}
