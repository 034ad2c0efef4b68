import { describe, expect, it } from 'vitest';
import type { CheckSummary } from '../library/integrity/check-store.ts';
import { checkLibraryFiles } from './check-library-files.ts';

const sound: CheckSummary = {
  items: 2000,
  checked: 1200,
  decoded: 1200,
  severe: 0,
  slight: 0,
  newlySevere: 0,
  decayed: 0,
  oldestAt: null,
  seconds: 1e6,
};

describe('the files of the libraries', () => {
  it.each<[Partial<CheckSummary>, object]>([
    [{}, { status: 'healthy', detail: '1,200 of 2,000 items looked into; none is broken.' }],
    [
      { decoded: 200, severe: 3, slight: 4 },
      {
        status: 'healthy',
        detail:
          '1,200 of 2,000 items looked into, 1,000 of them without ffmpeg; 3 items are broken, 4 doubtful.',
      },
    ],
    [
      { severe: 3, newlySevere: 1 },
      { status: 'degraded', error: 'Within a week 1 item was found broken.' },
    ],
    [
      { severe: 3, newlySevere: 1, decayed: 2 },
      {
        status: 'degraded',
        error:
          '2 items were sound before and can no longer be read as a whole, although nobody changed the files.',
      },
    ],
  ])('%j', (found, expected) => {
    expect(checkLibraryFiles({ ...sound, ...found })).toMatchObject(expected);
  });
});
