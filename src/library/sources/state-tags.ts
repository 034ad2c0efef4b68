import { languageCode } from '../../base/language.ts';
import { marksAbridged } from '../abridged-mark.ts';
import { agreedValue } from '../agreed-value.ts';
import type { AudioTags, SeriesTag } from '../audio-reading.ts';
import { looksLikePerson } from '../person-names.ts';
import type { SourceStatement } from './source-statement.ts';
import { type KnownPeople, readTagsPeople } from './tags-people.ts';
import { readTagsTitle } from './tags-title.ts';

/** What other sources say of the same book: tags made for music need it in order to be understood. */
export interface Hints extends KnownPeople {
  readonly titles: readonly string[];
}

/** What music players' tags weigh, of those that say that they are an audiobook's. */
const MADE_FOR_MUSIC = 0.9;
/** A series within a title, of one under a name of its own. */
const WITHIN_TITLE = 0.7;

/** What most files of an item say in their tags. */
export function stateTags(tags: readonly AudioTags[], hints: Hints): SourceStatement {
  const series = seriesOf(tags);
  const title = readTagsTitle(tags, hints.titles, series[0] ?? null);
  const people = readTagsPeople(tags, hints);
  const kind = agreedValue(tags, (file) => file.isAudiobook) === true ? 1 : MADE_FOR_MUSIC;
  const isUnlikely = !people.authors.every(looksLikePerson);
  return {
    source: 'tags',
    said: {
      title: title?.title ?? null,
      subtitle: agreedValue(tags, (file) => file.subtitle),
      authors: people.authors,
      narrators: people.narrators,
      series: series.length === 0 && title?.series ? [title.series] : series,
      publishedYear: agreedValue(tags, (file) => file.year),
      language: agreedValue(tags, (file) => languageCode(file.language ?? '')),
      publisher: agreedValue(tags, (file) => file.publisher),
      description: descriptionOf(tags),
      asin: agreedValue(tags, (file) => file.asin),
      isbn: agreedValue(tags, (file) => file.isbn),
      abridged: agreedValue(tags, (file) => file.abridged),
      dramatised: agreedValue(tags, (file) => file.dramatised),
    },
    doubts: {
      title: { factor: kind, why: null },
      authors: isUnlikely
        ? { factor: 0.6, why: 'it does not look like the name of a person' }
        : { factor: kind, why: null },
      narrators: { factor: people.narratorLikelihood, why: null },
      series: { factor: series.length === 0 ? WITHIN_TITLE : 1, why: null },
    },
  };
}

/** Those of the file that says what most say of the first one. */
function seriesOf(tags: readonly AudioTags[]): readonly SeriesTag[] {
  const name = agreedValue(tags, (file) => file.series[0]?.name ?? null);
  if (name === null) return [];
  const naming = tags.filter((file) => file.series[0]?.name === name);
  const position = agreedValue(naming, (file) => file.series[0]?.position ?? null);
  return [{ name, position }, ...(naming[0]?.series.slice(1) ?? [])];
}

/** What a file of its own says is a description; a word like "Unabridged", or who made the file, is not. */
function descriptionOf(tags: readonly AudioTags[]): string | null {
  return agreedValue(tags, ({ description }) => {
    if (description === null || description.length < 20 || marksAbridged(description) !== null) return null;
    return /^(?:https?:|www\.|ripped|encoded|chapter \d|read by\b)/iu.test(description) ? null : description;
  });
}
