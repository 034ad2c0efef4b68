import { progressWords } from '../../../../src/base/progress-words.ts';
import { formatCount } from '../../../../src/base/quantities.ts';
import { cancelTask } from '../../../../src/contract/tasks.ts';
import { useAction } from '../../api.ts';
import { useMay } from '../../session.ts';
import type { Library, Task } from '../../things.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { useErrorToast } from '../../ui/toasts.tsx';
import { nameOf, wordsOf } from './active-scans.ts';

interface ScanStripProps {
  readonly scans: readonly Task[];
  readonly libraries: readonly Library[];
}

/** How far the scans and checks are that run now. */
export function ScanStrip({ scans, libraries }: ScanStripProps) {
  return scans.map((task) => (
    <RunningScan key={task.id} task={task} name={nameOf(libraries, task.subject_id)} />
  ));
}

function RunningScan({ task, name }: { readonly task: Task; readonly name: string }) {
  const { done, total, detail } = task.progress;
  const { noun, title, doing } = wordsOf(task);
  return (
    <Card className="mb-4 px-4 py-2.5">
      <div className="mb-2 flex items-center justify-between gap-3">
        <p className="truncate font-medium">
          {task.state === 'queued' ? `The ${noun} of ${name} is about to start` : `${doing} ${name}`}
        </p>
        <div className="flex shrink-0 items-center gap-3">
          <p className="text-muted tabular-nums">
            {total === null ? done > 0 && formatCount(done) : `${formatCount(done)} of ${formatCount(total)}`}
          </p>
          <CancelScan task={task} name={name} />
        </div>
      </div>
      <ProgressBar
        label={`${title} of ${name}`}
        fraction={total === null || total === 0 ? null : done / total}
      />
      {detail !== null && (
        <div className="mt-1.5 flex flex-wrap justify-between gap-x-3 text-[0.8125rem] text-muted">
          <p className="max-w-full truncate">
            {detail.at === null ? detail.phase : `${detail.phase}: ${detail.at}`}
          </p>
          <p className="tabular-nums">{progressWords(detail)}</p>
        </div>
      )}
    </Card>
  );
}

function CancelScan({ task, name }: { readonly task: Task; readonly name: string }) {
  const may = useMay();
  const cancel = useAction(cancelTask);
  const tellError = useErrorToast();
  if (!may('library.scan')) return null;
  return (
    <Button
      size="small"
      aria-label={`Cancel the ${wordsOf(task).noun} of ${name}`}
      isPending={cancel.isPending || cancel.isSuccess}
      onClick={() => cancel.mutate({ params: { id: task.id } }, { onError: tellError })}
    >
      Cancel
    </Button>
  );
}
