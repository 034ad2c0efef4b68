import { z } from 'zod';
import { factKind } from '../activity/facts.ts';

const payload = z.object({ wanted_id: z.number(), book_id: z.number(), title: z.string() });
type Payload = z.output<typeof payload>;
const about = ({ wanted_id: wantedId, book_id: bookId }: Payload) => ({ wantedId, bookId });
const changes = ({ wanted_id, book_id }: Payload) => [
  { kind: 'wanted' as const, ids: [wanted_id] },
  { kind: 'book' as const, ids: [book_id] },
];

export const BookWanted = factKind({
  name: 'BookWanted',
  payload,
  sentence: ({ title }) => `"${title}" is wanted.`,
  about,
  changes,
});

export const BookNoLongerWanted = factKind({
  name: 'BookNoLongerWanted',
  payload,
  sentence: ({ title }) => `"${title}" is no longer wanted.`,
  about,
  changes,
});

export const WantedBookSearched = factKind({
  name: 'WantedBookSearched',
  payload: payload.extend({ search_id: z.number(), outcome: z.string() }),
  sentence: ({ title, outcome }) => `"${title}" was searched: ${outcome}`,
  about,
  changes,
});

export const ReleaseTaken = factKind({
  name: 'ReleaseTaken',
  payload: payload.extend({ download_id: z.number(), release: z.string(), by_hand: z.boolean() }),
  sentence: ({ title, release, by_hand }) =>
    by_hand ? `"${release}" was taken by hand for "${title}".` : `"${release}" was taken for "${title}".`,
  about,
  changes,
});

export const ReleaseFailed = factKind({
  name: 'ReleaseFailed',
  payload: payload.extend({ release: z.string(), why: z.string() }),
  sentence: ({ release, why }) => `"${release}" could not be taken: ${why}`,
  about,
  changes,
});
