import type { Source } from '../../base/source.ts';
import { personKey, titleKey } from '../../base/text.ts';
import { seriesKey } from './compare-values.ts';
import type { Doubt, SourceStatement } from './source-statement.ts';
import { titleDoubt } from './title-text.ts';

/** Written for music players and burners, or by whoever shared the files: what they say is looked at twice. */
const DOUBTED: ReadonlySet<Source> = new Set(['tags', 'nfo', 'cue']);
const WEIGHED_DOWN = 0.4;

type Doubting = (statement: SourceStatement) => Doubt | null;

/** Somebody looked after what these say: if they call something an author or a series, it is one. */
const CURATED: ReadonlySet<Source> = new Set(['metadata_json', 'opf']);

/** What speaks against a title that others contradict: rippers' words, or that it is the author or the series. */
export function doubtTitle(statements: readonly SourceStatement[]): Doubting {
  return ({ source, said: { title } }) => {
    if (!DOUBTED.has(source) || title === null) return null;
    const key = titleKey(title);
    if (!statements.some(({ said }) => said.title !== null && titleKey(said.title) !== key)) return null;
    // Not the path's word: "Rebecca - Daphne du Maurier" may be read the wrong way round.
    const knowing = statements.filter((other) => other.source === source || CURATED.has(other.source));
    const why = knowing.some(({ said }) => said.authors.some((name) => personKey(name) === personKey(title)))
      ? 'it is the author’s name'
      : isSeries(key, knowing, statements)
        ? 'it is the name of the series'
        : titleDoubt(title);
    return why === null ? null : { factor: WEIGHED_DOWN, why };
  };
}

/** "Highbury", or "Highbury 2" whoever knows of that series. */
function isSeries(
  key: string,
  knowing: readonly SourceStatement[],
  all: readonly SourceStatement[],
): boolean {
  const name = key.replace(/ (?:book |vol(?:ume)? )?\d+$/u, '');
  return (name === key ? knowing : all).some(({ said }) =>
    said.series.some((one) => seriesKey(one) === name),
  );
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
