import { beforeVolume, RUN_TOGETHER } from './evidence.ts';
import type { ExplainedPath } from './path-reading.ts';
import { peopleLikeness, SURE } from './person-likeness.ts';

/** A name in a path that may be something else than it was taken for. */
export interface Doubt {
  readonly text: string;
  /** Only names with a number can tell what it is: it may be a series. */
  readonly asSeries: boolean;
}

/**
 * What other paths may tell of one: that those who hardly bear a name are a series, that a title is somebody, where a
 * title ends that a series ran into. Most paths leave no doubt.
 */
export function findDoubts({ title, authors, series }: ExplainedPath): readonly Doubt[] {
  const written = authors?.value ?? [];
  const isCertain = written.length > 0 && written.every(isSomebody) && !isSomebody(title.value);
  const own = isCertain
    ? []
    : [
        ...written.map((text) => ({ text, asSeries: true })),
        ...[title.value, ...series.map(({ value }) => value.name)].map((text) => ({ text, asSeries: false })),
      ];
  const joined = series.filter(({ why }) => why === RUN_TOGETHER);
  const ends = joined.map(({ from }) => ({ text: lastWord(beforeVolume(from)), asSeries: true }));
  return [...own, ...ends].filter(({ text }) => text !== '');
}

function isSomebody(name: string): boolean {
  return peopleLikeness(name) === SURE;
}

function lastWord(text: string): string {
  return text.trim().split(/\s+/u).at(-1) ?? '';
}
