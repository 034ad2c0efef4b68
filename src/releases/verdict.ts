import type { ParsedRelease } from './parsed-release.ts';

export const RULES = [
  'title',
  'author',
  'kind',
  'language',
  'volume',
  'single-book',
  'whole-book',
  'study-aid',
  'abridged',
  'dramatized',
  'narrator',
  'running-time',
  'format',
  'size',
  'seeders',
] as const;

export type RuleName = (typeof RULES)[number];

/** One rule's outcome; a single `fail` rejects the release, `unknown` does not. */
export interface VerdictReason {
  readonly rule: RuleName;
  readonly outcome: 'pass' | 'fail' | 'unknown';
  /** A sentence for a person. */
  readonly detail: string;
  /** How far from the border: what was measured divided by what is allowed; above 1 fails. */
  readonly margin?: number;
}

export interface ScorePart {
  readonly name: string;
  readonly points: number;
  readonly detail: string;
}

export interface Verdict {
  readonly accepted: boolean;
  /** Every rule's outcome, in the order of RULES. */
  readonly reasons: readonly VerdictReason[];
  readonly parsed: ParsedRelease;
  readonly scoreParts: readonly ScorePart[];
  /** 0–100; compares releases of one search, also rejected ones. */
  readonly score: number;
}

export function pass(rule: RuleName, detail: string, margin?: number): VerdictReason {
  return { rule, outcome: 'pass', detail, ...(margin === undefined ? {} : { margin }) };
}

export function fail(rule: RuleName, detail: string, margin?: number): VerdictReason {
  return { rule, outcome: 'fail', detail, ...(margin === undefined ? {} : { margin }) };
}

export function unknown(rule: RuleName, detail: string): VerdictReason {
  return { rule, outcome: 'unknown', detail };
}
