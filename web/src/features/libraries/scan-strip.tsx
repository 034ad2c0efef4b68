import { formatCount } from '../../../../src/base/quantities.ts';
import type { Library, Task } from '../../things.ts';
import { Card } from '../../ui/card.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { nameOf } from './active-scans.ts';

interface ScanStripProps {
  readonly scans: readonly Task[];
  readonly libraries: readonly Library[];
}

/** How far the scans are that run now. */
export function ScanStrip({ scans, libraries }: ScanStripProps) {
  return scans.map((task) => {
    const name = nameOf(libraries, task.subject_id);
    const { done, total } = task.progress;
    return (
      <Card key={task.id} className="mb-4 px-4 py-2.5">
        <div className="mb-2 flex items-baseline justify-between gap-3">
          <p className="truncate font-medium">
            {task.state === 'queued' ? `The scan of ${name} is about to start` : `Scanning ${name}`}
          </p>
          <p className="shrink-0 text-muted tabular-nums">
            {total === null ? done > 0 && formatCount(done) : `${formatCount(done)} of ${formatCount(total)}`}
          </p>
        </div>
        <ProgressBar
          label={`Scan of ${name}`}
          fraction={total === null || total === 0 ? null : done / total}
        />
      </Card>
    );
  });
}
