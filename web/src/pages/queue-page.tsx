import { Download } from 'lucide-react';
import { plural } from '../../../src/base/quantities.ts';
import { listDownloads } from '../../../src/contract/downloads.ts';
import { useEndpointPages } from '../api.ts';
import { DownloadCard } from '../features/downloads/download-card.tsx';
import { paths } from '../paths.ts';
import { ButtonLink } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ListPage } from '../ui/list-page.tsx';

export function QueuePage() {
  const downloads = useEndpointPages(listDownloads, { active: 'true', limit: 50 }, { count: true });
  return (
    <ListPage
      title="Queue"
      label="Active downloads"
      note={downloads.total !== undefined && downloads.total > 0 && plural(downloads.total, 'download')}
      pages={downloads}
      estimatedHeight={110}
      rowKey={(download) => download.id}
      renderRow={(download) => <DownloadCard download={download} />}
      empty={
        <EmptyState
          icon={<Download aria-hidden />}
          title="No download is active"
          action={<ButtonLink to={paths.wanted}>See what is wanted</ButtonLink>}
        >
          When a wanted book is found, its download shows here until it is imported. Finished ones go on
          seeding in your client.
        </EmptyState>
      }
    />
  );
}
