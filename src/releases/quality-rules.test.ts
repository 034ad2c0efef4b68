import { describe, expect, it } from 'vitest';
import { DEFAULT_PROFILE } from './quality-profile.ts';
import { impliedKbps, judgeFormat, judgeSeeders, judgeSize } from './quality-rules.ts';
import type { ReleaseCandidate } from './release-candidate.ts';
import { parseReleaseName } from './release-name.ts';

const HOUR = 3_600;

function release(name: string, sizeBytes: number | null, seeders: number | null = 1): ReleaseCandidate {
  return {
    name,
    sizeBytes,
    seeders,
    categories: [3030],
    author: null,
    bookTitle: null,
    language: null,
    narrator: null,
  };
}

describe('judgeSize', () => {
  it.each([
    ['[MP3]', 290_000_000, 10 * HOUR, 'pass'],
    ['[MP3]', 38_000_000, 10 * HOUR, 'fail'],
    ['[MP3]', 3_900_000_000, 10 * HOUR, 'fail'],
    ['[FLAC]', 3_900_000_000, 10 * HOUR, 'pass'],
    ['[FLAC]', 290_000_000, 10 * HOUR, 'fail'],
    ['', 3_900_000_000, 10 * HOUR, 'pass'],
    ['[MP3]', 1, null, 'unknown'],
    ['[MP3]', null, 10 * HOUR, 'unknown'],
    ['[MP3]', 0, 0, 'unknown'],
  ] as const)('%s of %o bytes for %o s: %s', (format, size, duration, outcome) => {
    const name = `Emma ${format}`;
    expect(judgeSize(release(name, size), parseReleaseName(name), duration, DEFAULT_PROFILE).outcome).toBe(
      outcome,
    );
  });

  it('gives the margin as a share of what is allowed', () => {
    const reason = judgeSize(
      release('Emma [MP3]', 945_000_000),
      parseReleaseName('Emma [MP3]'),
      5 * HOUR,
      DEFAULT_PROFILE,
    );
    expect(reason).toMatchObject({ outcome: 'pass', margin: 1 });
    expect(impliedKbps(945_000_000, 5 * HOUR)).toBe(420);
  });
});

describe('judgeFormat', () => {
  it.each([
    ['Emma [M4B]', 'pass'],
    ['Emma [WMA]', 'pass'],
    ['Emma [EPUB]', 'fail'],
    ['Emma [EPUB / MP3]', 'pass'],
    ['Emma', 'unknown'],
  ])('%s: %s', (name, outcome) => {
    expect(judgeFormat(parseReleaseName(name), DEFAULT_PROFILE).outcome).toBe(outcome);
  });

  it('refuses what the profile leaves out', () => {
    const onlyM4b = { ...DEFAULT_PROFILE, formats: ['m4b'] };
    expect(judgeFormat(parseReleaseName('Emma [MP3]'), onlyM4b).outcome).toBe('fail');
  });
});

describe('judgeSeeders', () => {
  it.each([
    [0, 'fail'],
    [1, 'pass'],
    [null, 'unknown'],
  ] as const)('%o: %s', (seeders, outcome) => {
    expect(judgeSeeders(release('Emma', null, seeders), DEFAULT_PROFILE).outcome).toBe(outcome);
  });

  it('asks for as many as the profile does', () => {
    expect(judgeSeeders(release('Emma', null, 2), { ...DEFAULT_PROFILE, minSeeders: 3 }).outcome).toBe(
      'fail',
    );
  });
});
