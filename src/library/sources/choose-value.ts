import { SOURCES, type Source } from '../../base/source.ts';

/** A value that a source gives. */
export interface Candidate<T> {
  readonly source: Source;
  readonly value: T;
  /** From 0 to 1: how far the source is trusted with it, less what speaks against this very value. */
  readonly trust: number;
  /** What speaks against it; null where nothing does. */
  readonly doubt: string | null;
}

export interface Choice<T> extends Candidate<T> {
  /** Trust, raised by those who say the same and lowered by those who say something else. */
  readonly confidence: number;
  /** The other sources that say the same. */
  readonly agreeing: readonly Source[];
  /** What all other sources say, the next best first. */
  readonly others: readonly Candidate<T>[];
}

/** How two values of a field compare: the same, a contradiction, or one only says less than the other. */
export type Compare<T> = (a: T, b: T) => 'same' | 'contrary' | 'compatible';

/** What is doubted comes behind everything that is not, whatever order was asked for. */
const DOUBTFUL = 0.5;
/** How much of the confidence is lost where all trust were with those who contradict. */
const WEIGHT_OF_CONTRADICTION = 0.5;

/**
 * The value to believe: that of the first source in `order`, without one that of the most trusted. Null where none says
 * anything.
 */
export function chooseValue<T>(
  candidates: readonly Candidate<T>[],
  order: readonly Source[] | null,
  compare: Compare<T>,
): Choice<T> | null {
  const [chosen, ...others] = candidates.toSorted((a, b) => rank(a, order) - rank(b, order));
  if (chosen === undefined) return null;
  const elsewhere = others.filter(({ source }) => source !== chosen.source);
  const compared = Map.groupBy(elsewhere, ({ value }) => compare(chosen.value, value));
  const { same: agreeing = [], contrary: against = [] } = Object.fromEntries(compared);
  const raised = 1 - [chosen, ...agreeing].reduce((doubt, { trust }) => doubt * (1 - trust), 1);
  const contradicted = sumOfTrust(against) / (sumOfTrust(against) + sumOfTrust([chosen, ...agreeing]));
  return {
    ...chosen,
    confidence: Math.round(raised * (1 - WEIGHT_OF_CONTRADICTION * contradicted) * 100) / 100,
    agreeing: [...new Set(agreeing.map(({ source }) => source))],
    others: elsewhere,
  };
}

function sumOfTrust(candidates: readonly Candidate<unknown>[]): number {
  return candidates.reduce((sum, { trust }) => sum + trust, 0);
}

/** Lower comes first; of equals the standard order decides. */
function rank({ source, trust, doubt }: Candidate<unknown>, order: readonly Source[] | null): number {
  const place = order === null ? 10 * (1 - trust) : order.indexOf(source);
  const isDoubtful = doubt !== null && trust < DOUBTFUL;
  return place + SOURCES.indexOf(source) / 100 + (isDoubtful ? 100 : 0);
}
