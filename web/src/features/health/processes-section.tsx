import { listProcesses } from '../../../../src/contract/operations.ts';
import { useEndpoint } from '../../api.ts';
import { Card } from '../../ui/card.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { SectionFrame } from '../../ui/section-frame.tsx';

const WORK = {
  all: 'Does everything',
  web: 'Serves pages and API',
  worker: 'Does the jobs',
} as const;

/** Who works on the database, where it is more than the one process that answers. */
export function ProcessesSection() {
  const processes = useEndpoint(listProcesses, {}).data?.items ?? [];
  if (processes.length < 2) return null;
  return (
    <SectionFrame
      title="Processes"
      lead="They share one database; whoever stops is left out after 45 seconds."
    >
      <Card>
        <ul aria-label="Processes" className="divide-y divide-line">
          {processes.map(({ id, role, host, pid, version, started_at }) => (
            <li key={id} className="px-4 py-2.5">
              <h3 className="font-medium">{WORK[role]}</h3>
              <p className="text-[0.8125rem] wrap-anywhere text-muted">
                {host}, process {pid}, version {version}, started <RelativeTime at={started_at} />
              </p>
            </li>
          ))}
        </ul>
      </Card>
    </SectionFrame>
  );
}
