import { ArrowDownUp, ListOrdered, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { forgetPlayingOrder } from '../../../../src/contract/library-items.ts';
import { useAction } from '../../api.ts';
import { useMay } from '../../session.ts';
import type { LibraryItemDetail } from '../../things.ts';
import { Button } from '../../ui/button.tsx';
import { useErrorToast, useToast } from '../../ui/toasts.tsx';
import { OrderDialog } from './order-dialog.tsx';
import { orderSentence } from './order-words.ts';

/** How the files of an item came into their order, what speaks against it, and a way to change it. */
export function PlayingOrder({ item }: { readonly item: LibraryItemDetail }) {
  const [isOpen, setOpen] = useState(false);
  const action = useAction(forgetPlayingOrder);
  const may = useMay();
  const toast = useToast();
  const tellError = useErrorToast();
  const { order } = item;
  if (order === null) return null;
  return (
    <div className="text-[0.8125rem] text-muted">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 [&>svg]:size-4 [&>svg]:shrink-0">
        <ListOrdered className="text-faint" aria-hidden />
        <span className="min-w-0">{orderSentence(order)}</span>
        {may('library.edit') && (
          <Button size="small" look="quiet" icon={<ArrowDownUp aria-hidden />} onClick={() => setOpen(true)}>
            Change the order
          </Button>
        )}
        {may('library.edit') && order.by === 'person' && (
          <Button
            size="small"
            look="quiet"
            icon={<Undo2 aria-hidden />}
            isPending={action.isPending}
            onClick={() =>
              action.mutate(
                { params: { id: item.id } },
                {
                  onSuccess: () => toast('good', 'The files are in the order that was found.'),
                  onError: tellError,
                },
              )
            }
          >
            Back to the found order
          </Button>
        )}
      </p>
      {order.contradicting.length > 0 && (
        <ul aria-label="What speaks against the order" className="mb-1 ml-6 list-disc">
          {order.contradicting.map((sentence) => (
            <li key={sentence} className="wrap-anywhere">
              {sentence}
            </li>
          ))}
        </ul>
      )}
      <OrderDialog item={item} isOpen={isOpen} onClose={() => setOpen(false)} />
    </div>
  );
}
