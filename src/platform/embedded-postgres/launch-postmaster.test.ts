import { describe, expect, it } from 'vitest';
import { isStillHeld, reasonOf } from './launch-postmaster.ts';

describe('what a server said before it ended', () => {
  it.each([
    ['FATAL:  lock file "postmaster.pid" already exists', true],
    ['FATAL:  pre-existing shared memory block (key 1, ID 2) is still in use', true],
    ['FATAL:  could not write lock file "postmaster.pid": No space left on device', false],
  ])('%s', (line, held) => {
    expect(isStillHeld(['LOG:  starting', line])).toBe(held);
  });

  it.each([
    [['LOG:  starting', 'FATAL:  no space', 'LOG:  database system is shut down'], 'no space'],
    [
      ['postgres: error while loading shared libraries', ''],
      'postgres: error while loading shared libraries',
    ],
    [[], 'it ended without a word'],
  ])('gives its reason from %j', (lines, reason) => {
    expect(reasonOf(lines)).toBe(reason);
  });
});
