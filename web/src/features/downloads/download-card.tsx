import { TriangleAlert } from 'lucide-react';
import { Link } from 'react-router';
import { formatBytes, formatDuration } from '../../../../src/base/quantities.ts';
import { paths } from '../../paths.ts';
import type { Download } from '../../things.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { Card } from '../../ui/card.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';

const STATES: Readonly<Record<Download['state'], { readonly label: string; readonly tone: Tone }>> = {
  queued: { label: 'Queued', tone: 'neutral' },
  downloading: { label: 'Downloading', tone: 'busy' },
  completed: { label: 'Complete', tone: 'good' },
  imported: { label: 'Imported', tone: 'good' },
  failed: { label: 'Failed', tone: 'bad' },
  removed: { label: 'Removed', tone: 'neutral' },
};

/** A release in the hands of the download client. */
export function DownloadCard({ download }: { readonly download: Download }) {
  const { label, tone } = STATES[download.state];
  const percent = Math.floor(download.progress * 1000) / 10;
  return (
    <Card className="p-4">
      <div className="flex flex-wrap items-start gap-x-3 gap-y-1">
        <h2 className="min-w-0 flex-1 basis-60 font-medium wrap-anywhere">{download.title}</h2>
        <Badge tone={download.error === null ? tone : 'warn'} title={download.client_state ?? undefined}>
          {label}
        </Badge>
      </div>
      <div className="mt-3 flex items-center gap-3">
        <ProgressBar
          label={`Download of ${download.title}`}
          fraction={download.progress}
          tone={download.error === null ? 'info' : 'warn'}
        />
        <span className="w-13 shrink-0 text-right text-[0.8125rem] font-medium tabular-nums">
          {percent} %
        </span>
      </div>
      <p className="mt-1.5 flex flex-wrap gap-x-3 text-[0.8125rem] text-muted tabular-nums">
        {download.size_bytes !== null && (
          <span>
            {formatBytes(download.progress * download.size_bytes)} of {formatBytes(download.size_bytes)}
          </span>
        )}
        <Pace download={download} />
        {download.client_name !== null && (
          <span>
            {download.client_name}
            {download.client_state !== null && `: ${download.client_state}`}
          </span>
        )}
        <span>
          since <RelativeTime at={download.created_at} />
        </span>
        {download.search_id !== null && (
          <Link
            to={paths.search(download.search_id)}
            className="underline-offset-2 hover:text-accent hover:underline"
          >
            Its search
          </Link>
        )}
      </p>
      {download.error !== null && (
        <p className="mt-2 flex items-start gap-2 rounded-lg bg-warn-soft px-3 py-2 text-[0.8125rem]">
          <TriangleAlert className="mt-0.5 size-4 shrink-0 text-warn" aria-hidden />
          <span className="min-w-0 wrap-anywhere">{download.error}</span>
        </p>
      )}
    </Card>
  );
}

/** How fast it comes, and how long that takes; a torrent that stands still has neither. */
function Pace({ download }: { readonly download: Download }) {
  const { state, speed_bytes_per_second: speed, eta_seconds: eta } = download;
  if (state !== 'downloading' || speed === null || speed === 0) return null;
  return (
    <>
      <span>{formatBytes(speed)}/s</span>
      {eta !== null && <span>{formatDuration(eta)} left</span>}
    </>
  );
}
