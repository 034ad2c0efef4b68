import { wordsOf } from './format.ts';
import type { WantedBook } from './things.ts';

/** `3 "A Christmas Carol" by Charles Dickens: downloading. Because …` */
export function sentenceOfWanted({ id, book, state, reason }: WantedBook): string {
  const authors = book.authors.map(({ name }) => name).join(', ');
  const by = authors === '' ? '' : ` by ${authors}`;
  return `${id} "${book.title}"${by}: ${wordsOf(state)}.${reason === null ? '' : ` ${reason}`}`;
}
