import { describe, expect, it } from 'vitest';
import { audiobookCategories } from './torznab-caps.ts';

const AUDIO = { id: 3000, name: 'Audio' };
const STANDARD = { id: 3030, name: 'Audio/Audiobook' };
const BOOKS = { id: 7000, name: 'Books' };

describe('audiobookCategories', () => {
  it.each([
    ['the standard one', [AUDIO, STANDARD, BOOKS], [3030]],
    ["the tracker's own beside it", [STANDARD, { id: 100013, name: 'AudioBooks' }], [3030, 100013]],
    [
      'other spellings',
      [
        { id: 100001, name: 'Audio Books - Fantasy' },
        { id: 100002, name: 'Hörbücher' },
      ],
      [100001, 100002],
    ],
    ['all audio where none is named', [AUDIO, BOOKS], [3000]],
    ['nothing where there is no audio', [BOOKS], []],
    ['each one once', [STANDARD, STANDARD], [3030]],
  ])('asks for %s', (_name, categories, ids) => {
    expect(audiobookCategories(categories)).toEqual(ids);
  });
});
