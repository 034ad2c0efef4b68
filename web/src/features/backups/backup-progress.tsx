import { getTask } from '../../../../src/contract/tasks.ts';
import { useEndpoint } from '../../api.ts';
import { ProgressBar } from '../../ui/progress-bar.tsx';

/** How far a backup, or the verification of one, is. */
export function BackupProgress({ taskId }: { readonly taskId: number }) {
  const task = useEndpoint(getTask, { params: { id: taskId } }).data;
  if (task === undefined) return null;
  const { done, total } = task.progress;
  const label = task.kind === 'verify_backup' ? 'Verifying' : 'Backing up';
  return (
    <div className="mt-3">
      <p className="mb-1.5 text-[0.8125rem] text-muted">
        {task.state === 'queued' ? 'About to start' : label}
      </p>
      <ProgressBar label={label} fraction={total === null || total === 0 ? null : done / total} />
    </div>
  );
}
