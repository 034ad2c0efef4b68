import type { Verdict } from '../releases/verdict.ts';

/** What of an indexer's answer matters here. */
export interface AskedIndexer {
  readonly indexer: { readonly name: string };
  readonly error: string | null;
}

/** Why a search took nothing, as a sentence. `hasFitting`: a release fits and only the way to take it is missing. */
export function explainNone(
  asked: readonly AskedIndexer[],
  verdicts: readonly Pick<Verdict, 'accepted' | 'reasons'>[],
  hasFitting: boolean,
): string {
  if (hasFitting) return 'A release fits, but no download client is set up.';
  if (asked.length === 0) return 'No indexer is set up.';
  const failed = asked.flatMap(({ indexer, error }) => (error === null ? [] : [`${indexer.name}: ${error}`]));
  const faults = failed.length === 0 ? '' : ` ${failed.join(' ')}`;
  if (failed.length === asked.length) return `No indexer answered.${faults}`;
  if (verdicts.length === 0) return `Nothing was found.${faults}`;
  const accepted = verdicts.filter((verdict) => verdict.accepted).length;
  if (accepted > 0)
    return `${accepted === 1 ? 'The one fitting release was' : `${accepted} fitting releases were all`} tried before and failed.${faults}`;
  return `None of ${verdicts.length} releases fits: ${commonReasons(verdicts)}.${faults}`;
}

const TOLD_REASONS = 3;

/** What stood in the way most often: of each release the first rule that it failed. */
function commonReasons(verdicts: readonly Pick<Verdict, 'reasons'>[]): string {
  const counts = new Map<string, number>();
  for (const { reasons } of verdicts) {
    const first = reasons.find(({ outcome }) => outcome === 'fail');
    if (first !== undefined) counts.set(first.detail, (counts.get(first.detail) ?? 0) + 1);
  }
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .slice(0, TOLD_REASONS)
    .map(([detail, count]) => (count === 1 ? detail : `${count} × ${detail}`).replace(/\.$/, ''))
    .join('; ');
}
