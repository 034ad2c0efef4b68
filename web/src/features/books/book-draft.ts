import type { changeBook } from '../../../../src/contract/books.ts';
import type { BodyInput } from '../../../../src/contract/endpoint.ts';
import type { BookDetail } from '../../things.ts';

/** The fields of a book as text in a form. */
export interface BookDraft {
  readonly title: string;
  readonly subtitle: string;
  readonly published_date: string;
  readonly description: string;
}

export function draftOf(book: Pick<BookDetail, keyof BookDraft>): BookDraft {
  return {
    title: book.title,
    subtitle: book.subtitle ?? '',
    published_date: book.published_date ?? '',
    description: book.description ?? '',
  };
}

/** Only what was changed: a field that is sent is locked against scans. An emptied field becomes null. */
export function changesOf(
  book: Pick<BookDetail, keyof BookDraft>,
  draft: BookDraft,
): BodyInput<typeof changeBook> {
  const before = draftOf(book);
  return {
    ...(draft.title === before.title ? {} : { title: draft.title }),
    ...(draft.subtitle === before.subtitle ? {} : { subtitle: draft.subtitle || null }),
    ...(draft.published_date === before.published_date
      ? {}
      : { published_date: draft.published_date || null }),
    ...(draft.description === before.description ? {} : { description: draft.description || null }),
  };
}
