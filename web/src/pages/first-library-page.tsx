import { useNavigate } from 'react-router';
import { scanLibrary } from '../../../src/contract/libraries.ts';
import { useAction } from '../api.ts';
import { EntryFrame } from '../features/access/entry-frame.tsx';
import { AddLibraryForm } from '../features/libraries/add-library-form.tsx';
import { paths } from '../paths.ts';
import { BrandMark } from '../shell/brand.tsx';
import { ButtonLink } from '../ui/button.tsx';

/** The second step of the set-up: the folder of audiobooks, whose scan then shows live in the library. */
export function FirstLibraryPage() {
  const scan = useAction(scanLibrary);
  const navigate = useNavigate();

  return (
    <EntryFrame
      mark={<BrandMark className="size-12" />}
      title="Where are your audiobooks?"
      lead="Name their folder. It is read, never changed, until you import something into it."
    >
      <AddLibraryForm
        initialName="Audiobooks"
        submitLabel="Add the folder and scan it"
        onAdded={async (library) => {
          // The library exists now: where its scan is refused, the library page offers it again.
          await scan.mutateAsync({ params: { id: library.id } }).catch(() => undefined);
          await navigate(paths.library, { replace: true });
        }}
        secondary={
          <ButtonLink to={paths.library} look="quiet">
            Skip for now
          </ButtonLink>
        }
      />
    </EntryFrame>
  );
}
