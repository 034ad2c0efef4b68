import type { Source } from '../../base/source.ts';
import type { DescribedField, Statement } from './statement.ts';

/** What a source says, and what is to be doubted of it. */
export interface SourceStatement {
  readonly source: Source;
  readonly said: Statement;
  readonly doubts: Partial<Record<DescribedField, Doubt>>;
}

export interface Doubt {
  /** What is left of the trust, from 0 to 1. */
  readonly factor: number;
  /** What speaks against the value; null where it is only less than certain. */
  readonly why: string | null;
}
