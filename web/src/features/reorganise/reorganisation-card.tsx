import { FolderTree, Trash2, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { formatCount, plural } from '../../../../src/base/quantities.ts';
import {
  carryOutReorganisation,
  discardReorganisation,
  undoReorganisation,
} from '../../../../src/contract/reorganisations.ts';
import { getTask } from '../../../../src/contract/tasks.ts';
import { useAction, useEndpoint } from '../../api.ts';
import type { Reorganisation } from '../../things.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { useErrorToast } from '../../ui/toasts.tsx';

const WORDS: Readonly<Record<Reorganisation['state'], string>> = {
  planning: 'The plan is being made',
  planned: 'The plan waits to be carried out',
  running: 'The plan is being carried out',
  done: 'The plan was carried out',
  undoing: 'Everything is being put back',
  undone: 'Everything was put back',
  failed: 'It broke off',
};

/** What a plan would do, or did; and what can be done with it now. */
export function ReorganisationCard({ reorganisation }: { readonly reorganisation: Reorganisation }) {
  const { counts, state, error, task_id: taskId } = reorganisation;
  return (
    <Card className="p-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <h2 className="font-medium">{WORDS[state]}</h2>
        <p className="text-[0.8125rem] text-muted">
          <RelativeTime at={reorganisation.finished_at ?? reorganisation.created_at} />
        </p>
      </div>
      <p className="mt-1 font-mono text-xs wrap-anywhere text-muted">{reorganisation.template}</p>
      {error !== null && <p className="mt-2 text-[0.8125rem] text-bad">{error}</p>}
      <p className="mt-2 flex flex-wrap gap-x-3 text-[0.8125rem] text-muted tabular-nums">
        {countsInWords(counts).map((words) => (
          <span key={words}>{words}</span>
        ))}
      </p>
      {taskId !== null && <Progress taskId={taskId} label={WORDS[state]} />}
      <Actions reorganisation={reorganisation} />
    </Card>
  );
}

function countsInWords(counts: Reorganisation['counts']): readonly string[] {
  const words: readonly (readonly [number, string])[] = [
    [counts.planned, 'to be moved'],
    [counts.moved, 'moved'],
    [counts.undone, 'put back'],
    [counts.refused, 'stay, with the reason'],
    [counts.failed, 'failed'],
    [counts.in_place, 'in place already'],
  ];
  return words.filter(([count]) => count > 0).map(([count, what]) => `${formatCount(count)} ${what}`);
}

function Progress({ taskId, label }: { readonly taskId: number; readonly label: string }) {
  const progress = useEndpoint(getTask, { params: { id: taskId } }).data?.progress;
  if (progress === undefined) return null;
  const { done, total } = progress;
  return (
    <div className="mt-3">
      <ProgressBar label={label} fraction={total === null || total === 0 ? null : done / total} />
    </div>
  );
}

function Actions({ reorganisation }: { readonly reorganisation: Reorganisation }) {
  const { state, counts } = reorganisation;
  const [asked, setAsked] = useState<'carry out' | 'undo' | null>(null);
  const carryOut = useAction(carryOutReorganisation);
  const undo = useAction(undoReorganisation);
  const discard = useAction(discardReorganisation);
  const tellError = useErrorToast();
  const close = () => setAsked(null);
  const input = { params: { id: reorganisation.id } };
  const canUndo = (state === 'done' || state === 'failed') && counts.moved > 0;
  return (
    <div className="mt-3 flex flex-wrap gap-2 empty:hidden">
      {state === 'planned' && counts.planned > 0 && (
        <Button
          look="primary"
          size="small"
          icon={<FolderTree aria-hidden />}
          onClick={() => setAsked('carry out')}
        >
          Carry out
        </Button>
      )}
      {state === 'planned' && (
        <Button
          size="small"
          look="quiet"
          icon={<Trash2 aria-hidden />}
          isPending={discard.isPending}
          onClick={() => discard.mutate(input, { onError: tellError })}
        >
          Throw away
        </Button>
      )}
      {canUndo && (
        <Button size="small" icon={<Undo2 aria-hidden />} onClick={() => setAsked('undo')}>
          Put everything back
        </Button>
      )}
      <ConfirmDialog
        title={`Move ${plural(counts.planned, 'item')}?`}
        confirmLabel="Move them"
        isOpen={asked === 'carry out'}
        isPending={carryOut.isPending}
        error={carryOut.error}
        onConfirm={() => carryOut.mutate(input, { onSuccess: close })}
        onClose={close}
      >
        Their folders and files are renamed as the plan says; nothing is copied, written or deleted. It can be
        taken back afterwards. A media server may have to scan its library anew.
      </ConfirmDialog>
      <ConfirmDialog
        title="Put everything back?"
        confirmLabel="Put back"
        isOpen={asked === 'undo'}
        isPending={undo.isPending}
        error={undo.error}
        onConfirm={() => undo.mutate(input, { onSuccess: close })}
        onClose={close}
      >
        {plural(counts.moved, 'item')} get the names back that they had before.
      </ConfirmDialog>
    </div>
  );
}
