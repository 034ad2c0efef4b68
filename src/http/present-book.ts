import type { ShelvedBook } from '../library/shelved-book.ts';
import { instant } from './present.ts';

/** A book of a list as the wire has it. */
export function presentBook(book: ShelvedBook) {
  return {
    id: book.id,
    title: book.title,
    subtitle: book.subtitle,
    author_id: book.authors[0]?.id ?? null,
    authors: [...book.authors],
    series: [...book.series],
    narrators: [...book.narrators],
    published_date: book.published_date,
    published_year: book.published_year,
    description: book.description,
    isbn: book.isbn,
    owned: book.owned,
    completeness: book.completeness,
    missing: [...book.missing],
    duration_seconds: book.duration_seconds,
    cover_item_id: book.cover_item_id,
    created_at: instant(book.created_at),
    updated_at: instant(book.updated_at),
  };
}
