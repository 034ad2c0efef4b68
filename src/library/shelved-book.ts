import { sql } from 'kysely';
import type { Lack } from '../base/completeness.ts';

/** What the database keeps on a book's row of people, series and what is owned: `refresh_books` writes it. */
interface Card {
  readonly authors: readonly { readonly id: number; readonly name: string }[];
  readonly series: readonly {
    readonly id: number;
    readonly name: string;
    readonly position: string | null;
  }[];
  readonly narrators: readonly string[];
  readonly isbn: string | null;
  readonly duration_seconds: number | null;
  readonly cover_item_id: number | null;
}

/** A book as lists show it, with what of it is owned. */
export interface ShelvedBook {
  readonly id: number;
  readonly title: string;
  readonly subtitle: string | null;
  /** The first one. */
  readonly author_id: number | null;
  readonly published_date: string | null;
  readonly published_year: number | null;
  readonly description: string | null;
  readonly owned: boolean;
  readonly missing: readonly Lack[];
  /** In percent. */
  readonly completeness: number;
  /** As PostgreSQL writes instants. */
  readonly created_at_text: string;
  readonly updated_at_text: string;
  /** JSON, unread: a list passes on fifty of them at once. `withCard` reads it. */
  readonly card: string;
}

export type CardedBook = ShelvedBook & Card;

/** With its place in the list that it was read from: JSON, an array of texts. */
export type PlacedBook = ShelvedBook & { readonly row_place: string };

/** The columns of `book` that a shelved book is made of. */
export const SHELVED = sql.raw(
  `book.id, title, subtitle, (card #>> '{authors,0,id}')::bigint as author_id, published_date, published_year, description,
   library_ids <> '{}' as owned, missing, completeness, card::text as card,
   book.created_at::text as created_at_text, book.updated_at::text as updated_at_text`,
);

/** With its card read. */
export function withCard(book: ShelvedBook): CardedBook {
  const card: Card = JSON.parse(book.card);
  return { ...book, ...card };
}

/** Of the one row that a cursor is made of. */
export function placeOf({ row_place }: PlacedBook): readonly string[] {
  return JSON.parse(row_place);
}
