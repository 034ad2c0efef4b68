import { FolderPlus } from 'lucide-react';
import { useState } from 'react';
import { listLibraries } from '../../../../src/contract/libraries.ts';
import { useEndpoint } from '../../api.ts';
import { Button } from '../../ui/button.tsx';
import { Section } from '../../ui/section.tsx';
import { AddLibraryDialog } from './library-form-dialogs.tsx';
import { LibraryRow } from './library-row.tsx';
import { useScan } from './use-scan.ts';

export function LibrariesSection() {
  const libraries = useEndpoint(listLibraries, { query: { limit: 200 } });
  const [isAdding, setAdding] = useState(false);
  const { scan } = useScan();

  return (
    <Section
      title="Libraries"
      lead="The folders where your audiobooks are. Finished downloads are imported into them."
      action={
        <Button icon={<FolderPlus aria-hidden />} onClick={() => setAdding(true)}>
          Add a library
        </Button>
      }
      answer={libraries}
      emptyText="No folder is named yet. Add the one that holds your audiobooks."
      rowKey={(library) => library.id}
      renderRow={(library) => <LibraryRow library={library} />}
    >
      <AddLibraryDialog isOpen={isAdding} onClose={() => setAdding(false)} onAdded={({ id }) => scan([id])} />
    </Section>
  );
}
