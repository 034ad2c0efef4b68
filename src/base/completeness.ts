/**
 * What a book can lack, and how much of a hundred each takes from its completeness: most where it is what people look
 * for a book by. The database keeps both on the book's row, by the rule of `refresh_books`: a series counts as lacking
 * its place only where the book is in one, what lies in files only where there are some, and what a person left empty
 * on purpose lacks never.
 */
export const LACK_WEIGHTS = {
  author: 20,
  cover: 20,
  narrator: 15,
  description: 15,
  year: 10,
  language: 5,
  series_place: 5,
  identifier: 5,
  chapters: 5,
} as const;

export type Lack = keyof typeof LACK_WEIGHTS;

export const LACKS = Object.keys(LACK_WEIGHTS) as readonly Lack[] as readonly [Lack, ...Lack[]];

/** In words, as they stand after "lacks". */
export const LACK_WORDS: Readonly<Record<Lack, string>> = {
  author: 'author',
  cover: 'cover',
  narrator: 'narrator',
  description: 'description',
  year: 'year',
  language: 'language',
  series_place: 'place in its series',
  identifier: 'ASIN or ISBN',
  chapters: 'chapters',
};

/** In percent. */
export function completenessOf(missing: readonly Lack[]): number {
  return 100 - missing.reduce((sum, lack) => sum + LACK_WEIGHTS[lack], 0);
}
