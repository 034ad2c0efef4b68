import { Check, Download, ShieldCheck, Trash2, X } from 'lucide-react';
import { useState } from 'react';
import { formatBytes, formatCount } from '../../../../src/base/quantities.ts';
import { downloadBackup, removeBackup, verifyBackup } from '../../../../src/contract/backups.ts';
import { pathOf } from '../../../../src/contract/call.ts';
import { useAction } from '../../api.ts';
import { serverUrl } from '../../ask.ts';
import { useMay } from '../../session.ts';
import type { Backup } from '../../things.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button, buttonClasses } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { useErrorToast } from '../../ui/toasts.tsx';
import { BackupProgress } from './backup-progress.tsx';
import { ORIGINS, worthOf } from './backup-words.ts';

export function BackupCard({ backup }: { readonly backup: Backup }) {
  const { verification, size_bytes: size, row_count: rows } = backup;
  const may = useMay();
  const worth = worthOf(backup);
  return (
    <Card className="p-4">
      <div className="flex items-start gap-3">
        <div className="min-w-0 flex-1">
          <h2 className="font-medium">
            <RelativeTime at={backup.created_at} />
          </h2>
          <p className="mt-0.5 font-mono text-xs wrap-anywhere text-muted">{backup.path}</p>
        </div>
        <Badge tone={worth.tone}>{worth.words}</Badge>
      </div>
      <p className="mt-2 flex flex-wrap gap-x-3 text-[0.8125rem] text-muted">
        <span>number {backup.id}</span>
        <span>{ORIGINS[backup.origin]}</span>
        {size !== null && <span>{formatBytes(size)}</span>}
        {rows !== null && <span>{formatCount(rows)} rows</span>}
        <span>version {backup.program_version}</span>
        {backup.has_secrets && <span>with secrets</span>}
      </p>
      {backup.error !== null && <p className="mt-2 text-[0.8125rem] text-bad">{backup.error}</p>}
      {backup.task_id !== null && <BackupProgress taskId={backup.task_id} />}
      {verification !== null && (
        <div className="mt-1 text-[0.8125rem]">
          <Disclosure label="Verification" note={<RelativeTime at={verification.at} />}>
            <Checks checks={verification.checks} />
          </Disclosure>
        </div>
      )}
      {may('operations.edit') && backup.state !== 'running' && <BackupActions backup={backup} />}
    </Card>
  );
}

function Checks({ checks }: { readonly checks: NonNullable<Backup['verification']>['checks'] }) {
  return (
    <ul className="mb-1 flex flex-col gap-1">
      {checks.map(({ name, ok, detail }) => (
        <li key={name} className="flex items-start gap-2">
          {ok ? (
            <Check className="mt-0.5 size-4 shrink-0 text-accent" aria-label="Passed" />
          ) : (
            <X className="mt-0.5 size-4 shrink-0 text-bad" aria-label="Failed" />
          )}
          <span className="min-w-0 wrap-anywhere">
            {name}
            {detail !== '' && <span className="text-muted">: {detail}</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}

function BackupActions({ backup }: { readonly backup: Backup }) {
  const verify = useAction(verifyBackup);
  const remove = useAction(removeBackup);
  const tellError = useErrorToast();
  const [isRemoving, setRemoving] = useState(false);
  const input = { params: { id: backup.id } };
  const isThere = backup.state === 'done' && backup.file !== 'missing';
  return (
    <div className="mt-3 flex flex-wrap gap-2">
      {backup.state === 'done' && (
        <Button
          size="small"
          icon={<ShieldCheck aria-hidden />}
          isPending={verify.isPending || backup.task_id !== null}
          onClick={() => verify.mutate(input, { onError: tellError })}
        >
          Verify
        </Button>
      )}
      {isThere && (
        <a
          className={buttonClasses('secondary', 'small')}
          href={serverUrl() + pathOf(downloadBackup, input)}
          download={backup.name}
        >
          <Download aria-hidden />
          Download
        </a>
      )}
      <Button size="small" look="quiet" icon={<Trash2 aria-hidden />} onClick={() => setRemoving(true)}>
        Remove
      </Button>
      <ConfirmDialog
        title="Remove this backup?"
        confirmLabel="Remove"
        isDangerous
        isOpen={isRemoving}
        isPending={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate(input, { onSuccess: () => setRemoving(false) })}
        onClose={() => setRemoving(false)}
      >
        {backup.name} and its file go at once and for good. The other backups stay.
      </ConfirmDialog>
    </div>
  );
}
