import { FolderSync } from 'lucide-react';
import type { Library } from '../../things.ts';
import { Button } from '../../ui/button.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { useScan } from './use-scan.ts';

/** Scans the library; where there are several, asks which. */
export function ScanButton({ libraries }: { readonly libraries: readonly Library[] }) {
  const { scan, isPending } = useScan();
  const ids = libraries.map((library) => library.id);
  const icon = <FolderSync aria-hidden />;
  if (ids.length === 0) return null;
  if (ids.length === 1) {
    return (
      <Button icon={icon} isPending={isPending} onClick={() => scan(ids)}>
        Scan
      </Button>
    );
  }
  return (
    <Menu
      trigger={
        <Button icon={icon} isPending={isPending}>
          Scan
        </Button>
      }
    >
      <MenuItem onSelect={() => scan(ids)}>All libraries</MenuItem>
      {libraries.map(({ id, name }) => (
        <MenuItem key={id} onSelect={() => scan([id])}>
          {name}
        </MenuItem>
      ))}
    </Menu>
  );
}
