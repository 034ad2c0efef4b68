import type { BodyInput } from '../../../../src/contract/endpoint.ts';
import type { wantBook } from '../../../../src/contract/wanted.ts';

/** The form of a want, as text. */
export interface WantDraft {
  readonly title: string;
  readonly authors: readonly string[];
  readonly narrators: readonly string[];
  readonly language: string;
  readonly asin: string;
  readonly libraryId: string;
}

export const EMPTY_WANT: WantDraft = {
  title: '',
  authors: [],
  narrators: [],
  language: '',
  asin: '',
  libraryId: '',
};

/** The same as the server takes it: the book by its id where it is known, else by its words. */
export function toBody(draft: WantDraft, bookId: number | null): BodyInput<typeof wantBook> {
  const constraints = {
    ...(draft.narrators.length === 0 ? {} : { narrators: [...draft.narrators] }),
    ...(draft.language === '' ? {} : { language: draft.language }),
    ...(draft.asin.trim() === '' ? {} : { asin: draft.asin }),
    ...(draft.libraryId === '' ? {} : { library_id: Number(draft.libraryId) }),
  };
  if (bookId !== null) return { ...constraints, book_id: bookId };
  return { ...constraints, title: draft.title, authors: [...draft.authors] };
}
