import type { ReleaseCandidate } from './release-candidate.ts';
import type { Verdict } from './verdict.ts';

export interface JudgedRelease {
  readonly candidate: ReleaseCandidate;
  readonly verdict: Verdict;
}

/** Best first: accepted before rejected, then by score, seeders and size; equal ones by name, so that the order never depends on the indexer's. */
export function rankReleases<T extends JudgedRelease>(releases: readonly T[]): readonly T[] {
  return [...releases].sort(
    (a, b) =>
      Number(b.verdict.accepted) - Number(a.verdict.accepted) ||
      b.verdict.score - a.verdict.score ||
      (b.candidate.seeders ?? 0) - (a.candidate.seeders ?? 0) ||
      (b.candidate.sizeBytes ?? 0) - (a.candidate.sizeBytes ?? 0) ||
      compare(a.candidate.name, b.candidate.name),
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
