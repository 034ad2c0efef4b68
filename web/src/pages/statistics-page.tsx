import { ChartNoAxesColumn } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { formatBytes, formatDuration, plural } from '../../../src/base/quantities.ts';
import { getStatistics } from '../../../src/contract/statistics.ts';
import { useEndpoint } from '../api.ts';
import { BarTable } from '../features/statistics/bar-table.tsx';
import { Growth } from '../features/statistics/growth.tsx';
import { Totals } from '../features/statistics/totals.tsx';
import { paths } from '../paths.ts';
import type { Statistics } from '../things.ts';
import { Card } from '../ui/card.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ErrorNotice } from '../ui/error-notice.tsx';
import { Page } from '../ui/page.tsx';
import { RelativeTime } from '../ui/relative-time.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';

/** What is in the libraries, in figures and plots. */
export function StatisticsPage() {
  const { data, error, refetch } = useEndpoint(getStatistics, {});
  return (
    <Page
      title="Statistics"
      note={
        data !== undefined && (
          <>
            Read <RelativeTime at={data.read_at} />
          </>
        )
      }
    >
      {data === undefined ? (
        error === null ? (
          <SkeletonRows count={4} className="h-48" />
        ) : (
          <ErrorNotice error={error} onRetry={() => refetch()} />
        )
      ) : data.totals.items === 0 ? (
        <EmptyState icon={<ChartNoAxesColumn aria-hidden />} title="Nothing to count yet">
          As soon as a scan has found audiobooks, what there is of them is counted here.
        </EmptyState>
      ) : (
        <Shown statistics={data} />
      )}
    </Page>
  );
}

function Shown({ statistics }: { readonly statistics: Statistics }) {
  const { totals, growth, codecs, bitrates, languages } = statistics;
  return (
    <div className="flex flex-col gap-4">
      <Totals totals={totals} />
      <Growth months={growth} />
      <div className="grid items-start gap-4 md:grid-cols-2">
        <AudioParts caption="By format" parts={codecs} />
        <AudioParts caption="By bitrate" parts={bitrates} />
        <Table
          caption="By language"
          columns={['Language', 'Length', 'Items']}
          rows={languages.map(({ name, seconds, items }) => ({
            key: name ?? '',
            name: name === null ? 'Not known' : languageName(name),
            value: seconds,
            figures: [formatDuration(seconds), plural(items, 'item')],
          }))}
        />
        <People caption="Most hours by author" people={statistics.top_authors} toPath={paths.author} />
        <People caption="Most hours by narrator" people={statistics.top_narrators} />
        <ByLength caption="Longest" items={statistics.longest} />
        <ByLength caption="Shortest" items={statistics.shortest} />
      </div>
    </div>
  );
}

function Table(props: Omit<Parameters<typeof BarTable>[0], 'emptyText'>) {
  return (
    <Card className="pb-2">
      <BarTable {...props} emptyText={`${props.caption}: nothing is known yet.`} />
    </Card>
  );
}

function AudioParts({ caption, parts }: { readonly caption: string; readonly parts: Statistics['codecs'] }) {
  return (
    <Table
      caption={caption}
      columns={[caption, 'Length', 'Files', 'Size']}
      rows={parts.map(({ name, files, seconds, bytes }) => ({
        key: name ?? '',
        name: name ?? 'Not known',
        value: seconds,
        figures: [formatDuration(seconds), plural(files, 'file'), formatBytes(bytes)],
      }))}
    />
  );
}

interface PeopleProps {
  readonly caption: string;
  readonly people: Statistics['top_authors'];
  readonly toPath?: (id: number) => string;
}

function People({ caption, people, toPath }: PeopleProps) {
  return (
    <Table
      caption={caption}
      columns={['Name', 'Length', 'Books']}
      rows={people.map(({ id, name, books, seconds }) => ({
        key: String(id),
        name: linked(name, toPath?.(id) ?? paths.librarySearch(name)),
        value: seconds,
        figures: [formatDuration(seconds), plural(books, 'book')],
      }))}
    />
  );
}

function ByLength({ caption, items }: { readonly caption: string; readonly items: Statistics['longest'] }) {
  return (
    <Table
      caption={caption}
      columns={['Book', 'Length']}
      rows={items.map(({ book_id: id, title, seconds }, at) => ({
        key: `${id} ${at}`,
        name: linked(title, paths.book(id)),
        value: seconds,
        figures: [formatDuration(seconds)],
      }))}
    />
  );
}

function linked(name: string, to: string): ReactNode {
  return (
    <Link to={to} className="underline-offset-2 hover:text-accent hover:underline">
      {name}
    </Link>
  );
}

/** "English" of "en"; a code that nobody knows stays. */
function languageName(code: string): string {
  try {
    return new Intl.DisplayNames(['en'], { type: 'language' }).of(code) ?? code;
  } catch {
    return code;
  }
}
