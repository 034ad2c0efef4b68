import { FolderOpen } from 'lucide-react';
import type { ReactNode } from 'react';
import { formatBytes, plural } from '../../../../src/base/quantities.ts';
import { getLibraryItem } from '../../../../src/contract/library-items.ts';
import { useEndpoint } from '../../api.ts';
import type { LibraryItemDetail, Recording } from '../../things.ts';
import { Disclosure } from '../../ui/disclosure.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { FaultList } from '../../ui/fault-list.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { AudioCheck } from './audio-check.tsx';
import { AudioFileTable } from './audio-file-table.tsx';
import { ChapterList } from './chapter-list.tsx';
import { faultsOf } from './item-faults.ts';
import { PlayingOrder } from './playing-order.tsx';

interface OwnedItemProps {
  readonly item: Recording['library_items'][number];
  readonly libraryName: string | undefined;
  /** What else can be done with it. */
  readonly menu: ReactNode;
}

/** A library item of a recording: its files in playing order, its chapters, its faults. */
export function OwnedItem({ item, libraryName, menu }: OwnedItemProps) {
  const answer = useEndpoint(getLibraryItem, { params: { id: item.id } });
  const detail = answer.data;
  return (
    <div>
      <div className="flex items-start gap-2 text-[0.8125rem] text-muted">
        <FolderOpen className="mt-0.5 size-4 shrink-0 text-faint" aria-hidden />
        <p className="min-w-0 flex-1 wrap-anywhere">
          {libraryName !== undefined && <span className="font-medium text-ink">{libraryName} / </span>}
          {item.path}
        </p>
        {menu !== false && <div className="-my-2 -mr-2">{menu}</div>}
      </div>
      {detail === undefined ? (
        answer.error === null ? (
          <Skeleton className="mt-3 h-28 w-full" />
        ) : (
          <div className="mt-3">
            <ErrorNotice error={answer.error} onRetry={() => void answer.refetch()} />
          </div>
        )
      ) : (
        <div className="mt-2 flex flex-col">
          {faultsOf(detail).length > 0 && <FaultList faults={faultsOf(detail)} />}
          <AudioCheck item={detail} />
          <Disclosure
            label={plural(detail.audio_files.length, 'file')}
            note={formatBytes(detail.size_bytes)}
            isOpenAtFirst={detail.audio_files.length <= 12}
          >
            <PlayingOrder item={detail} />
            <AudioFileTable files={detail.audio_files} itemPath={detail.path} />
          </Disclosure>
          {detail.chapters.length > 0 && (
            <Disclosure
              label={plural(detail.chapters.length, 'chapter')}
              note={CHAPTER_SOURCES[detail.chapter_source ?? 'embedded']}
            >
              <ChapterList chapters={detail.chapters} />
            </Disclosure>
          )}
        </div>
      )}
    </div>
  );
}

/** Said only where they do not stand in the files. */
const CHAPTER_SOURCES: Readonly<Partial<Record<NonNullable<LibraryItemDetail['chapter_source']>, string>>> = {
  cue: 'from a cue sheet',
  metadata_json: 'from metadata.json',
  files: 'one for each file',
};
