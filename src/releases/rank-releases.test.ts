import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { judgeRelease } from './judge-release.ts';
import { rankReleases } from './rank-releases.ts';
import type { ReleaseCandidate, SoughtRecording } from './release-candidate.ts';

const EMMA: SoughtRecording = {
  title: 'Emma',
  subtitle: null,
  authors: ['Jane Austen'],
  narrators: [],
  language: 'en',
  asin: null,
  series: [],
  durationSeconds: 60_000,
};

function judged(name: string, seeders: number | null = 5, sizeBytes: number | null = 480_000_000) {
  const candidate: ReleaseCandidate = {
    name,
    sizeBytes,
    seeders,
    categories: [3030],
    author: null,
    bookTitle: null,
    language: null,
    narrator: null,
  };
  return { candidate, verdict: judgeRelease(EMMA, candidate) };
}

const MP3 = judged('Emma by Jane Austen [ENG / MP3]');
const M4B = judged('Emma by Jane Austen [ENG / M4B]');
const FEW = judged('Emma by Jane Austen [ENG / M4B]', 1);
const LOW = judged('Emma by Jane Austen [ENG / M4B]', 5, 180_000_000);
const SILENT = judged('Jane Austen - Emma');
const MANY = judged('Emma by Jane Austen [ENG / M4B]', 150);
const MOST = judged('Emma by Jane Austen [ENG / M4B]', 900);
const LARGER = judged('Emma by Jane Austen [ENG / M4B]', 5, 490_000_000);
const SHOUTED = judged('EMMA by Jane Austen [ENG / M4B]');
const DEAD = judged('Emma by Jane Austen [ENG / M4B]', 0);

describe('rankReleases', () => {
  it.each([
    ['m4b before mp3', [MP3, M4B]],
    ['many seeders before few', [FEW, M4B]],
    ['a good bitrate before a low one', [LOW, M4B]],
    ['a stated language and format before silence', [SILENT, M4B]],
    ['among equal scores the one with more seeders', [MANY, MOST]],
    ['among equal scores and seeders the larger', [M4B, LARGER]],
    ['among equals the one whose name comes first', [M4B, SHOUTED]],
    ['an accepted release before a rejected one, whatever its score', [DEAD, SILENT]],
  ])('puts %s', (_, [worse, better]) => {
    expect(rankReleases([worse, better].filter((one) => one !== undefined))[0]).toBe(better);
  });

  it('does not depend on the order in which releases came', () => {
    const all = [MP3, M4B, FEW, LOW, SILENT, MANY, MOST, LARGER, SHOUTED, DEAD];
    const best = rankReleases(all);
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: all.length }), (shuffled) => {
        expect(rankReleases(shuffled)).toEqual(best);
      }),
    );
  });
});
