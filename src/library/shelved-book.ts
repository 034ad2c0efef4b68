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
export interface ShelvedBook extends Card {
  readonly id: number;
  readonly title: string;
  readonly subtitle: string | null;
  readonly published_date: string | null;
  readonly published_year: number | null;
  readonly description: string | null;
  readonly owned: boolean;
  readonly missing: readonly Lack[];
  /** In percent. */
  readonly completeness: number;
  readonly created_at: Date;
  readonly updated_at: Date;
}

/** A row as `SHELVED` selects it, with its place in the list that it was read from. */
export type PlacedBook = Omit<ShelvedBook, keyof Card> & {
  readonly card: Card;
  readonly row_place: readonly string[];
};

/** The columns of `book` that a shelved book is made of. */
export const SHELVED = sql.raw(
  `book.id, title, subtitle, published_date, published_year, description, card, library_ids <> '{}' as owned, missing, completeness,
   book.created_at, book.updated_at`,
);

export function onShelf({ card, row_place: _, ...book }: PlacedBook): ShelvedBook {
  return { ...book, ...card };
}
