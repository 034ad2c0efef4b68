import { type BookEdit, editBook } from '../../src/editing/edit-book.ts';
import type { Database } from '../../src/platform/database.ts';

/** Changes a book as a person does. Answers the change set. */
export function editByHand(db: Database, id: number, edit: BookEdit): Promise<number | null> {
  return db.transaction().execute((tx) => editBook(tx, id, edit, { userId: null, now: new Date() }));
}
