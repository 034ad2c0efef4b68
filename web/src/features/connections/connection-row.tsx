import { Pencil, PlugZap, Trash2, TriangleAlert } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { ConnectionTest } from '../../things.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { TestResult } from './test-result.tsx';

interface Connection {
  readonly name: string;
  readonly url: string;
  readonly enabled: boolean;
  readonly last_error: string | null;
  readonly last_used_at: string | null;
}

/** An action of the server on this connection and how it stands. */
interface Running<Data> {
  readonly data: Data | undefined;
  readonly error: Error | null;
  readonly isPending: boolean;
}

interface ConnectionRowProps {
  readonly connection: Connection;
  readonly kind: string;
  readonly note?: ReactNode;
  /** It is set up elsewhere: nothing here changes it. */
  readonly isReadOnly?: boolean;
  readonly test: Running<ConnectionTest> & { readonly run: () => void };
  readonly removal: Running<unknown> & { readonly run: () => void; readonly warning: string };
  readonly renderEdit: (edit: { readonly isOpen: boolean; readonly onClose: () => void }) => ReactNode;
}

/** An indexer or a download client that is set up. */
export function ConnectionRow({
  connection,
  kind,
  note,
  isReadOnly = false,
  test,
  removal,
  renderEdit,
}: ConnectionRowProps) {
  const [open, setOpen] = useState<'edit' | 'remove' | null>(null);
  const close = () => setOpen(null);
  const { name, url, enabled, last_error: lastError, last_used_at: lastUsed } = connection;

  return (
    <div className="px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-64">
          <h3 className="flex flex-wrap items-center gap-2 font-medium">
            {name}
            <Badge>{kind}</Badge>
            {!enabled && <Badge tone="warn">Switched off</Badge>}
          </h3>
          <p className="font-mono text-xs wrap-anywhere text-muted">{url}</p>
          <p className="mt-0.5 text-[0.8125rem] text-muted">
            {note}
            {lastUsed === null ? (
              'never used'
            ) : (
              <>
                used <RelativeTime at={lastUsed} />
              </>
            )}
          </p>
        </div>
        <div className="flex items-center gap-1">
          <Button size="small" icon={<PlugZap aria-hidden />} isPending={test.isPending} onClick={test.run}>
            Test
          </Button>
          {!isReadOnly && (
            <>
              <IconButton label={`Change ${name}`} onClick={() => setOpen('edit')}>
                <Pencil aria-hidden />
              </IconButton>
              <IconButton label={`Remove ${name}`} onClick={() => setOpen('remove')}>
                <Trash2 aria-hidden />
              </IconButton>
            </>
          )}
        </div>
      </div>
      {lastError !== null && (
        <p className="mt-2 flex items-start gap-2 text-[0.8125rem]">
          <TriangleAlert className="mt-0.5 size-4 shrink-0 text-warn" aria-hidden />
          <span className="min-w-0 wrap-anywhere">{lastError}</span>
        </p>
      )}
      {(test.data !== undefined || test.error !== null) && (
        <div className="mt-2">
          <TestResult result={test.data} error={test.error} />
        </div>
      )}
      {renderEdit({ isOpen: open === 'edit', onClose: close })}
      <ConfirmDialog
        title={`Remove ${name}?`}
        confirmLabel="Remove it"
        isDangerous
        isOpen={open === 'remove'}
        isPending={removal.isPending}
        error={removal.error}
        onConfirm={removal.run}
        onClose={close}
      >
        {removal.warning}
      </ConfirmDialog>
    </div>
  );
}
