import { useState } from 'react';
import { compareNaturally } from '../../../../src/base/text.ts';
import { setPlayingOrder } from '../../../../src/contract/library-items.ts';
import { useAction } from '../../api.ts';
import type { LibraryItemDetail } from '../../things.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { DialogForm } from '../../ui/dialog-form.tsx';
import { pathInItem } from './path-in-item.ts';
import { SortableList } from './sortable-list.tsx';

interface OrderDialogProps {
  readonly item: LibraryItemDetail;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

export function OrderDialog({ item, isOpen, onClose }: OrderDialogProps) {
  return (
    <Dialog
      title="Playing order"
      description="Drag a file, or move it by its buttons or by Alt and the arrow keys. Nothing is renamed; the chapters follow, and scans keep the order."
      isOpen={isOpen}
      onClose={onClose}
      isSticky
    >
      <OrderForm item={item} onClose={onClose} />
    </Dialog>
  );
}

function OrderForm({ item, onClose }: Pick<OrderDialogProps, 'item' | 'onClose'>) {
  const known = item.audio_files.map(({ path }) => path);
  const [paths, setPaths] = useState<readonly string[]>(known);
  const action = useAction(setPlayingOrder);
  return (
    <DialogForm
      fieldNames={[]}
      error={action.error}
      isPending={action.isPending}
      submitLabel="Save the order"
      onSubmit={() =>
        action.mutate({ params: { id: item.id }, body: { paths: [...paths] } }, { onSuccess: onClose })
      }
      onClose={onClose}
      extra={
        <Button look="quiet" className="mr-auto" onClick={() => setPaths(paths.toSorted(compareNaturally))}>
          By name
        </Button>
      }
    >
      <SortableList
        label="Files"
        keys={paths}
        nameOf={(path) => pathInItem(path, item.path)}
        onChange={setPaths}
      />
    </DialogForm>
  );
}
