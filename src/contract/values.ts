import { z } from 'zod';

/** Of an endpoint that takes or answers nothing there. */
export const nothing = z.undefined();

export const id = z.number().int().positive();
export const idParam = z.object({
  id: z.coerce.number().int().positive().meta({ description: 'Its number', example: 1 }),
});
/** An instant in UTC, ISO 8601. */
export const instant = z.string().meta({ format: 'date-time', example: '2026-11-22T09:30:00.000Z' });
export const trimmed = z.string().trim();
export const title = trimmed.min(1, 'must not be blank').max(255, 'may have at most 255 characters');
export const personName = trimmed.min(1, 'must not be blank').max(255, 'may have at most 255 characters');
export const asin = trimmed
  .toUpperCase()
  .regex(/^[A-Z0-9]{10}$/, 'must be ten letters and digits, such as B002V1NDYK');
export const isbn = trimmed
  .transform((text) => text.replace(/[\s-]/g, ''))
  .pipe(z.string().regex(/^(?:\d{9}[\dXx]|\d{13})$/, 'must be an ISBN of 10 or 13 digits'));
export const language = trimmed
  .toLowerCase()
  .regex(/^[a-z]{2,3}$/, 'must be a language code such as en or de');
/** A switch in a query string. */
export const flag = z.enum(['true', 'false']).transform((text) => text === 'true');

/** Query of every list: keyset pages. */
export const pageQuery = z.object({
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(200)
    .default(50)
    .meta({ description: 'Rows of a page, 1 to 200' }),
  cursor: z.string().max(500).optional().meta({ description: '`next_cursor` of the page before' }),
  count: flag.default(false).meta({ description: 'Also count all rows as `total`' }),
});

export function listOf<Row extends z.ZodType>(row: Row) {
  return z.object({
    items: z.array(row),
    next_cursor: z.string().nullable(),
    total: z.number().int().optional(),
  });
}

export const reference = z.object({ id, name: z.string() });
