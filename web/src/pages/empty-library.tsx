import { FolderPlus, FolderSync, LibraryBig, SearchX } from 'lucide-react';
import { useState } from 'react';
import { AddLibraryDialog } from '../features/libraries/library-form-dialogs.tsx';
import { ScanButton } from '../features/libraries/scan-button.tsx';
import { useScan } from '../features/libraries/use-scan.ts';
import { paths } from '../paths.ts';
import { useMay } from '../session.ts';
import type { Library } from '../things.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

interface EmptyLibraryProps {
  readonly libraries: readonly Library[] | undefined;
  readonly isScanning: boolean;
  readonly search: string;
  readonly isFiltered: boolean;
}

/** What to do next where there is no book to show. */
export function EmptyLibrary({ libraries, isScanning, search, isFiltered }: EmptyLibraryProps) {
  const may = useMay();
  if (libraries === undefined) return null;
  if (isFiltered) {
    return (
      <EmptyState
        icon={<SearchX aria-hidden />}
        title={search === '' ? 'No book here' : `No book matches “${search}”`}
        action={
          may('wanted.edit') && (
            <ButtonLink to={paths.wantNew(search)} look="primary">
              Want this book
            </ButtonLink>
          )
        }
      >
        Try fewer words, or look among all books.
        {may('wanted.edit') && ' What you do not own can be searched for and fetched.'}
      </EmptyState>
    );
  }
  if (libraries.length === 0) return may('library.edit') ? <NoLibrary /> : <NothingYet />;
  if (isScanning) {
    return (
      <EmptyState icon={<FolderSync aria-hidden />} title="The scan has begun">
        Your books appear here as they are found.
      </EmptyState>
    );
  }
  if (!may('library.scan')) return <NothingYet />;
  return (
    <EmptyState
      icon={<LibraryBig aria-hidden />}
      title="No books yet"
      action={<ScanButton libraries={libraries} />}
    >
      Scan your folder to bring its audiobooks in: m4b, mp3, flac, ogg, opus and more, one file or many.
    </EmptyState>
  );
}

/** For those who can do nothing about it. */
function NothingYet() {
  return (
    <EmptyState icon={<LibraryBig aria-hidden />} title="No books yet">
      As soon as an administrator has named a folder of audiobooks and scanned it, they show here.
    </EmptyState>
  );
}

function NoLibrary() {
  const [isAdding, setAdding] = useState(false);
  const { scan } = useScan();
  return (
    <EmptyState
      icon={<FolderPlus aria-hidden />}
      title="Where are your audiobooks?"
      action={
        <Button look="primary" onClick={() => setAdding(true)}>
          Add a library
        </Button>
      }
    >
      Name the folder that holds them. It is read, never changed, until you import something into it.
      <AddLibraryDialog isOpen={isAdding} onClose={() => setAdding(false)} onAdded={({ id }) => scan([id])} />
    </EmptyState>
  );
}
