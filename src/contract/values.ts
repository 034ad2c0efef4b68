import { z } from 'zod';

/** Of an endpoint that takes or answers nothing there. */
export const nothing = z.undefined();

/** A text of a reply, with the example that the documents show. */
export function text(example: string, description?: string) {
  return z.string().meta(about(example, description));
}

/** A whole number of a reply. */
export function whole(example: number, description?: string) {
  return z.number().int().meta(about(example, description));
}

/** Any number of a reply. */
export function amount(example: number, description?: string) {
  return z.number().meta(about(example, description));
}

/** The id of another thing. */
export function idOf(description: string, example = 1) {
  return id.meta(about(example, description));
}

function about(example: string | number, description: string | undefined) {
  return { example, ...(description === undefined ? {} : { description }) };
}

const WHOLE = 'must be a whole number, such as 7';

export const id = z.number().int().positive().meta({ example: 1 });
export const idParam = z.object({ id: queryId('Its number') });
/** An instant in UTC, ISO 8601. */
export const instant = z.string().meta({ format: 'date-time', example: '2026-11-22T09:30:00.000Z' });
export const trimmed = z.string().trim();
export const title = line(255).meta({ example: 'Emma' });
export const personName = line(255).meta({ example: 'Jane Austen' });
export const asin = trimmed
  .toUpperCase()
  .regex(/^[A-Z0-9]{10}$/, 'must be ten letters and digits, such as B002V1NDYK')
  .meta({ description: 'The number of the recording at Audible', example: 'B002V1NDYK' });
export const isbn = trimmed
  .transform((text) => text.replace(/[\s-]/g, ''))
  .pipe(z.string().regex(/^(?:\d{9}[\dXx]|\d{13})$/, 'must be an ISBN of 10 or 13 digits'))
  .meta({ example: '9780141439587' });
export const language = trimmed
  .toLowerCase()
  .regex(/^[a-z]{2,3}$/, 'must be a language code such as en or de')
  .meta({ description: 'ISO 639', example: 'en' });
/** A switch in a query string. */
export const flag = z.enum(['true', 'false']).transform((text) => text === 'true');

/**
 * A name or a title that a person enters: one line, for it is shown in lists, logs and terminals, in which marks that
 * nobody sees would let it pass for another.
 */
export function line(maxLength: number) {
  return lineOrNothing(maxLength).min(1, 'must not be blank');
}

export function lineOrNothing(maxLength: number) {
  return trimmed
    .max(maxLength, `may have at most ${maxLength} characters`)
    .refine((given) => !/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u.test(given), {
      message: 'may hold neither control characters nor marks that turn the direction of text',
    });
}

/** A whole number in an address, as people write it: `0x10`, `1e0` and ` 1` would be numbers to a computer. */
function wholeInAddress<Type extends z.ZodNumber | z.ZodDefault<z.ZodNumber>>(type: Type) {
  return z.preprocess((given) => {
    if (typeof given !== 'string') return given;
    return /^(?:0|-?[1-9]\d*)$/.test(given) ? Number(given) : Number.NaN;
  }, type);
}

/** As a page really gives it: the place of its last row. */
const CURSOR = 'WyJlbW1hIiwxXQ';

/** An id in a query string. */
export function queryId(description: string) {
  return wholeInAddress(z.number(WHOLE).int().positive().meta({ description, example: 1 }));
}

/** Query of every list: keyset pages. */
export const pageQuery = z.object({
  limit: wholeInAddress(
    z.number(WHOLE).int().min(1).max(200).default(50).meta({ description: 'How many rows a page has' }),
  ),
  cursor: z
    .string()
    .max(500)
    // As a script writes the first turn of its loop.
    .transform((given) => (given === '' ? undefined : given))
    .optional()
    .meta({ description: '`next_cursor` of the page before; without it the first page', example: CURSOR }),
  count: flag.prefault('false').meta({ description: 'Whether to count all rows, as `total`' }),
});

/** A page of rows; named after the row where that has a name. */
export function listOf<Row extends z.ZodType>(row: Row) {
  const name = row.meta()?.title;
  const page = z.object({
    items: z.array(row),
    next_cursor: text(CURSOR, 'What to ask the next page with; null on the last one').nullable(),
    total: whole(1, 'How many rows there are on all pages, with `count=true`').optional(),
  });
  return name === undefined ? page : page.meta({ title: `${name}Page` });
}

export const authorReference = z.object({ id, name: text('Jane Austen') }).meta({ title: 'AuthorReference' });
