import { sql } from 'kysely';
import type { Lack } from '../base/completeness.ts';

/** A book as lists show it, with what of it is owned. */
export interface ShelvedBook {
  readonly id: number;
  readonly title: string;
  readonly subtitle: string | null;
  /** The first one. */
  readonly author_id: number | null;
  readonly authors: readonly { readonly id: number; readonly name: string }[];
  readonly series: readonly {
    readonly id: number;
    readonly name: string;
    readonly position: string | null;
  }[];
  readonly narrators: readonly string[];
  readonly published_date: string | null;
  readonly published_year: number | null;
  readonly description: string | null;
  readonly isbn: string | null;
  readonly owned: boolean;
  /** In percent. */
  readonly completeness: number;
  readonly missing: readonly Lack[];
  readonly duration_seconds: number | null;
  readonly cover_item_id: number | null;
  /** ISO 8601, in UTC. */
  readonly created_at: string;
  readonly updated_at: string;
}

/** A shelved book in JSON as the database writes it: a list passes on fifty of them, and reads none. */
export interface WrittenBook {
  readonly json: string;
}

/** With its place in the list that it was read from: JSON, an array of texts. */
export type PlacedBook = WrittenBook & { readonly row_place: string };

const inUtc = (column: string) =>
  `to_char(book.${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** A written book of `book`: the columns, then what `refresh_books` keeps in `card` of people, series and files. */
export const WRITTEN = sql.raw(
  `rtrim(json_build_object('id', book.id, 'title', title, 'subtitle', subtitle, 'author_id', card #> '{authors,0,id}',
     'published_date', published_date, 'published_year', published_year, 'description', description,
     'owned', library_ids <> '{}', 'completeness', completeness, 'missing', missing,
     'created_at', ${inUtc('created_at')}, 'updated_at', ${inUtc('updated_at')})::text, '}')
   || ',' || ltrim(card::text, '{') as json`,
);

export function readWritten({ json }: WrittenBook): ShelvedBook {
  return JSON.parse(json);
}

/** Of the one row that a cursor is made of. */
export function placeOf({ row_place }: PlacedBook): readonly string[] {
  return JSON.parse(row_place);
}
