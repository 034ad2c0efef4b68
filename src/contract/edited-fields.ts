import { z } from 'zod';
import { id, line } from './values.ts';

/** The fields of a book that can be edited and locked, as the wire calls them. */
export const BOOK_FIELDS = [
  'title',
  'subtitle',
  'authors',
  'series',
  'published_date',
  'published_year',
  'description',
] as const;

/** Those of a recording. */
export const RECORDING_FIELDS = [
  'narrators',
  'language',
  'abridged',
  'dramatised',
  'publisher',
  'asin',
  'isbn',
] as const;

/** An author or series that is there, or by its name. */
export const nameOrId = z.union([id, line(255)]);
export const namesOrIds = z.array(nameOrId).max(50);
export const year = z.number().int().min(1).max(2200).meta({ example: 1815 });

/** A switch for each of these fields. */
export function locksOf<Field extends string>(
  fields: readonly Field[],
): Readonly<Record<Field, z.ZodOptional<z.ZodBoolean>>> {
  const locks = fields.map((field) => [field, z.boolean().optional()] as const);
  return Object.fromEntries(locks) as Record<Field, z.ZodOptional<z.ZodBoolean>>;
}
