import { dramatisedBy } from '../dramatised-mark.ts';
import { namesIn } from './names-in.ts';
import type { CueSheet } from './read-cue.ts';
import { readYear } from './read-values.ts';
import { SILENT, type Statement } from './statement.ts';

/** What a cue sheet says of the book as a whole. */
export function stateCue({ title, performer, remarks }: CueSheet): Statement {
  const reader = remarks.get('NARRATOR') ?? remarks.get('READER') ?? remarks.get('COMPOSER') ?? '';
  return {
    ...SILENT,
    title,
    authors: namesIn(performer ?? ''),
    narrators: namesIn(reader),
    publishedYear: readYear(remarks.get('DATE') ?? ''),
    dramatised: dramatisedBy({
      titles: [title],
      genres: [remarks.get('GENRE') ?? ''],
      comment: remarks.get('COMMENT') ?? null,
    }),
  };
}
