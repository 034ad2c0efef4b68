import { BookmarkPlus, Ellipsis, Merge, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { forgetBook } from '../../../../src/contract/books.ts';
import { useAction } from '../../api.ts';
import { paths } from '../../paths.ts';
import { useMay } from '../../session.ts';
import type { BookDetail } from '../../things.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { MergeDialog } from '../editing/merge-dialog.tsx';

interface BookActionsProps {
  readonly book: BookDetail;
  readonly onEdit: () => void;
  readonly onWant: () => void;
}

/** What can be done with a book. */
export function BookActions({ book, onEdit, onWant }: BookActionsProps) {
  const [isForgetting, setForgetting] = useState(false);
  const [isMerging, setMerging] = useState(false);
  const forget = useAction(forgetBook);
  const navigate = useNavigate();
  const may = useMay();
  const mayBeForgotten = !book.owned && book.wanted_id === null;

  return (
    <>
      {book.wanted_id === null && may('wanted.edit') && (
        <Button
          look={book.owned ? 'secondary' : 'primary'}
          icon={<BookmarkPlus aria-hidden />}
          onClick={onWant}
        >
          {book.owned ? 'Want another recording' : 'Want this book'}
        </Button>
      )}
      {may('library.edit') && (
        <Button icon={<Pencil aria-hidden />} onClick={onEdit}>
          Edit
        </Button>
      )}
      {may('library.edit') && (
        <Menu
          align="start"
          trigger={
            <IconButton label="More actions">
              <Ellipsis aria-hidden />
            </IconButton>
          }
        >
          <MenuItem icon={<Merge aria-hidden />} onSelect={() => setMerging(true)}>
            Merge another book into this one
          </MenuItem>
          {mayBeForgotten && (
            <MenuItem icon={<Trash2 aria-hidden />} isDangerous onSelect={() => setForgetting(true)}>
              Forget this book
            </MenuItem>
          )}
        </Menu>
      )}
      {isMerging && <MergeDialog book={book} onClose={() => setMerging(false)} />}
      <ConfirmDialog
        title={`Forget “${book.title}”?`}
        confirmLabel="Forget it"
        isDangerous
        isOpen={isForgetting}
        isPending={forget.isPending}
        error={forget.error}
        onConfirm={() =>
          forget.mutate(
            { params: { id: book.id } },
            { onSuccess: () => void navigate(paths.library, { replace: true }) },
          )
        }
        onClose={() => setForgetting(false)}
      >
        It is neither in a library nor wanted. What you wrote about it is lost.
      </ConfirmDialog>
    </>
  );
}
