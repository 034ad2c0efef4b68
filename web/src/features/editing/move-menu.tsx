import { BookCopy, CornerUpRight, Ellipsis } from 'lucide-react';
import { useState } from 'react';
import type { BookDetail } from '../../things.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { MoveDialog } from './move-dialog.tsx';
import { SplitDialog } from './split-dialog.tsx';
import type { Moved } from './use-move.ts';

interface MoveMenuProps {
  readonly label: string;
  readonly book: BookDetail;
  readonly moved: Moved;
}

/** Where a recording, or the files of an item, belong instead. */
export function MoveMenu({ label, book, moved }: MoveMenuProps) {
  const [open, setOpen] = useState<'move' | 'split' | null>(null);
  const close = () => setOpen(null);
  const isAll =
    moved.kind === 'recording'
      ? book.recordings.length < 2
      : book.recordings.flatMap(({ library_items: items }) => items).length < 2;
  return (
    <>
      <Menu
        trigger={
          <IconButton label={label}>
            <Ellipsis aria-hidden />
          </IconButton>
        }
      >
        <MenuItem icon={<CornerUpRight aria-hidden />} onSelect={() => setOpen('move')}>
          {moved.kind === 'recording' ? 'Move to another book' : 'Move these files'}
        </MenuItem>
        {!isAll && (
          <MenuItem icon={<BookCopy aria-hidden />} onSelect={() => setOpen('split')}>
            Make {moved.kind === 'recording' ? 'it' : 'them'} a book of{' '}
            {moved.kind === 'recording' ? 'its' : 'their'} own
          </MenuItem>
        )}
      </Menu>
      {open === 'move' && <MoveDialog book={book} moved={moved} onClose={close} />}
      {open === 'split' && <SplitDialog book={book} moved={moved} onClose={close} />}
    </>
  );
}
