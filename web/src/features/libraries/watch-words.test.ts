import { expect, it } from 'vitest';
import { watchWords } from './watch-words.ts';

const by = (kind: 'events' | 'polling', reason: string | null, every_seconds = 300) => ({
  watch: 'auto' as const,
  watching: { by: kind, reason, every_seconds },
});

it.each([
  [{ watch: 'off' as const, watching: null }, 'Not watched: only a scan finds what is new'],
  [{ watch: 'auto' as const, watching: null }, 'Not watched just now: no process of the program does it'],
  [by('events', null), 'Watched: what is new appears by itself'],
  [
    by('events', 'It has more than 20,000 folders'),
    'Watched, but not all of it. It has more than 20,000 folders; the rest is looked at every 5 min',
  ],
  [by('polling', null, 30), 'Looked at for changes every 30 seconds'],
  [
    by('polling', 'A file system of the kind NFS does not tell of all changes'),
    'Looked at for changes every 5 min. A file system of the kind NFS does not tell of all changes',
  ],
  [
    by('polling', 'There is no folder /srv/books.'),
    'Looked at for changes every 5 min. There is no folder /srv/books',
  ],
])('tells of %j', (library, words) => {
  expect(watchWords(library)).toBe(words);
});
