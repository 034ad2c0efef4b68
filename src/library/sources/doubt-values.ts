import type { Source } from '../../base/source.ts';
import { personKey, titleKey } from '../../base/text.ts';
import { seriesKey } from './compare-values.ts';
import type { Doubt, SourceStatement } from './source-statement.ts';
import { titleDoubt } from './title-text.ts';

/** Written for music players and burners, or by whoever shared the files: what they say is looked at twice. */
const DOUBTED: ReadonlySet<Source> = new Set(['tags', 'nfo', 'cue']);
const WEIGHED_DOWN = 0.4;

type Doubting = (statement: SourceStatement) => Doubt | null;

/** What speaks against a title: rippers' words, or that others know it as the author or the series. */
export function doubtTitle(statements: readonly SourceStatement[]): Doubting {
  const authors = new Set(statements.flatMap(({ said }) => said.authors.map(personKey)));
  const series = new Set(statements.flatMap(({ said }) => said.series.map(seriesKey)));
  return ({ source, said: { title } }) => {
    if (!DOUBTED.has(source) || title === null) return null;
    const isElsewhere = statements.some(
      (other) => other.said.title !== null && titleKey(other.said.title) !== titleKey(title),
    );
    if (!isElsewhere) return null;
    const why = authors.has(personKey(title))
      ? 'it is the author’s name'
      : series.has(titleKey(title).replace(/ (?:book |vol(?:ume)? )?\d+$/u, ''))
        ? 'it is the name of the series'
        : titleDoubt(title);
    return why === null ? null : { factor: WEIGHED_DOWN, why };
  };
}

/** What speaks against authors: that others know them as those who read, and somebody else as the author. */
export function doubtAuthors(statements: readonly SourceStatement[]): Doubting {
  return ({ source, said: { authors } }) => {
    if (!DOUBTED.has(source) || authors.length === 0) return null;
    const keys = authors.map(personKey);
    const areReaders = statements.some(({ source: other, said }) => {
      const readers = said.narrators.map(personKey);
      const writers = said.authors.map(personKey);
      const isElse = writers.length > 0 && !writers.some((writer) => keys.includes(writer));
      return other !== source && isElse && keys.every((key) => readers.includes(key));
    });
    return areReaders ? { factor: WEIGHED_DOWN, why: 'others know the same names as readers' } : null;
  };
}
