import { ArrowRight, FolderInput, FolderOutput } from 'lucide-react';
import type { ReactNode } from 'react';
import { formatBytes, plural } from '../../../../src/base/quantities.ts';
import { paths } from '../../paths.ts';
import { useMay } from '../../session.ts';
import type { Import } from '../../things.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { ButtonLink } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { ImportActions } from './import-actions.tsx';

const STATES: Readonly<Record<Import['state'], { readonly label: string; readonly tone: Tone }>> = {
  running: { label: 'Importing', tone: 'busy' },
  held: { label: 'Waits for you', tone: 'warn' },
  imported: { label: 'Imported', tone: 'good' },
  failed: { label: 'Failed', tone: 'bad' },
  rejected: { label: 'Rejected', tone: 'neutral' },
};

interface ImportCardProps {
  readonly entry: Import;
  readonly libraryName: string | undefined;
}

/** A finished download on its way into the library, and what was found on the way. */
export function ImportCard({ entry, libraryName }: ImportCardProps) {
  const mayResolve = useMay()('imports.resolve');
  const { tone } = STATES[entry.state];
  const label =
    entry.state === 'held' && !mayResolve ? 'Waits for an administrator' : STATES[entry.state].label;
  return (
    <Card className={`p-4 ${entry.state === 'held' ? 'border-warn/50!' : ''}`}>
      <div className="flex flex-wrap items-start gap-x-3 gap-y-1">
        <h3 className="min-w-0 flex-1 basis-60 font-medium wrap-anywhere">{entry.title}</h3>
        <span className="text-xs leading-6 text-faint">
          <RelativeTime at={entry.finished_at ?? entry.created_at} />
        </span>
        <Badge tone={tone}>{label}</Badge>
      </div>
      {entry.reasons.length > 0 && (
        <ul
          aria-label="Reasons"
          className="mt-2 flex list-disc flex-col gap-0.5 pl-5 text-[0.8125rem] marker:text-faint"
        >
          {entry.reasons.map((reason) => (
            <li key={reason} className="wrap-anywhere">
              {reason}
            </li>
          ))}
        </ul>
      )}
      <dl className="mt-3 flex flex-col gap-1.5 rounded-lg bg-sunken px-3 py-2 text-[0.8125rem]">
        <PathLine icon={<FolderOutput aria-hidden />} term="From" path={entry.source_path} />
        <PathLine
          icon={<FolderInput aria-hidden />}
          term="To"
          path={entry.target_path}
          before={libraryName}
        />
      </dl>
      <TransferNote entry={entry} />
      {entry.files.length > 0 && (
        <div className="mt-1 text-[0.8125rem]">
          <Disclosure
            label={plural(entry.files.length, 'file')}
            note={formatBytes(entry.files.reduce((sum, file) => sum + file.size_bytes, 0))}
          >
            <PlannedFiles files={entry.files} />
          </Disclosure>
        </div>
      )}
      <div className="mt-3 flex flex-wrap items-center gap-2 empty:hidden">
        {mayResolve && <ImportActions entry={entry} />}
        {entry.wanted_id !== null && (
          <ButtonLink to={paths.historyOf(entry.wanted_id)} size="small" look="quiet">
            History
          </ButtonLink>
        )}
      </div>
    </Card>
  );
}

interface PathLineProps {
  readonly icon: ReactNode;
  readonly term: string;
  readonly path: string | null;
  readonly before?: string | undefined;
}

function PathLine({ icon, term, path, before }: PathLineProps) {
  return (
    <div className="flex items-start gap-2 [&_svg]:mt-0.5 [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-faint">
      {icon}
      <dt className="w-10 shrink-0 text-muted">{term}</dt>
      <dd className="min-w-0 font-mono text-xs leading-5 wrap-anywhere">
        {path === null ? (
          <span className="font-sans text-faint">not known yet</span>
        ) : (
          <>
            {before !== undefined && <span className="font-sans font-medium">{before} / </span>}
            {path}
          </>
        )}
      </dd>
    </div>
  );
}

function TransferNote({ entry }: { readonly entry: Import }) {
  if (entry.transfer === null) return null;
  return (
    <p className="mt-2 text-[0.8125rem] text-muted">
      {entry.transfer === 'hardlink'
        ? 'Hardlinked: one copy on the disk, the download goes on seeding.'
        : `Copied${entry.transfer_reason === null ? '' : `: ${entry.transfer_reason}`}`}
    </p>
  );
}

function PlannedFiles({ files }: Pick<Import, 'files'>) {
  return (
    <ul aria-label="Planned files" className="max-h-80 overflow-auto">
      {files.map(({ source, target, size_bytes: size }) => (
        <li key={target} className="flex items-start gap-3 border-t border-line py-1.5">
          <div className="min-w-0 flex-1 font-mono text-xs leading-5 wrap-anywhere">
            <span className="text-muted">{source}</span>
            <span className="flex items-start gap-1.5">
              <ArrowRight className="mt-1 size-3.5 shrink-0 text-faint" aria-label="becomes" />
              {target}
            </span>
          </div>
          <span className="shrink-0 text-muted tabular-nums">{formatBytes(size)}</span>
        </li>
      ))}
    </ul>
  );
}
