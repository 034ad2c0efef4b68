import type { z } from 'zod';
import type { Book } from '../contract/books.ts';
import type { WrittenBook } from '../library/shelved-book.ts';

/** A book that was written as the wire has it, as a value beside others. */
export function presentBook({ json }: WrittenBook): z.output<typeof Book> {
  return JSON.parse(json);
}
