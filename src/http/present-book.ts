import type { z } from 'zod';
import type { Book } from '../contract/books.ts';
import type { ShelvedBook } from '../library/shelved-book.ts';
import { instantOfText } from './present.ts';

/** A book of a list as the wire has it, in JSON. Its card is JSON of the wire already. */
export function writeBook(book: ShelvedBook): string {
  const own = {
    id: book.id,
    title: book.title,
    subtitle: book.subtitle,
    author_id: book.author_id,
    published_date: book.published_date,
    published_year: book.published_year,
    description: book.description,
    owned: book.owned,
    completeness: book.completeness,
    missing: book.missing,
    created_at: instantOfText(book.created_at_text),
    updated_at: instantOfText(book.updated_at_text),
  };
  return `${JSON.stringify(own).slice(0, -1)},${book.card.slice(1)}`;
}

/** The same as a value, beside others. */
export function presentBook(book: ShelvedBook): z.output<typeof Book> {
  return JSON.parse(writeBook(book));
}
