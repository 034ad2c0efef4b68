import { describe, expect, it } from 'vitest';
import { worthOf } from './backup-words.ts';

const AT = '2026-11-22T09:30:00.000Z';

describe('what a backup is worth', () => {
  it.each([
    ['running', 'unknown', null, 'Being made'],
    ['failed', 'unknown', null, 'Failed'],
    ['done', 'missing', 'passed', 'File missing'],
    ['done', 'present', null, 'Not verified'],
    ['done', 'unknown', 'passed', 'Verified'],
    ['done', 'present', 'failed', 'Cannot be restored'],
  ] as const)('%s, its file %s, verified as %s: %s', (state, file, outcome, words) => {
    const verification = outcome === null ? null : { outcome, at: AT, checks: [] };
    expect(worthOf({ state, file, verification }).words).toBe(words);
  });
});
