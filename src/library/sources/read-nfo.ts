import { languageCode } from '../../base/language.ts';
import { marksAbridged } from '../abridged-mark.ts';
import type { SeriesTag } from '../audio-reading.ts';
import { dramatisedBy, saysDramatised } from '../dramatised-mark.ts';
import { seriesInText } from '../series-text.ts';
import { cleanLine } from './clean-text.ts';
import { htmlText } from './html-text.ts';
import { namesIn } from './names-in.ts';
import { type NfoField, nfoLines } from './nfo-lines.ts';
import { readElements } from './read-elements.ts';
import { readAsin, readIsbn, readPosition, readYear } from './read-values.ts';
import type { Statement } from './statement.ts';

/** What an NFO file says: lines of "Label: value" as rippers write them, or XML as media centres do. Null for neither. */
export function readNfo(text: string): Statement | null {
  const fields = /^\s*(?:\ufeff)?<(?:\?xml|[a-z])/iu.test(text) ? xmlFields(text) : nfoLines(text);
  return fields.size === 0 ? null : statementOf(fields);
}

function statementOf(fields: ReadonlyMap<NfoField, string>): Statement {
  const line = (field: NfoField) => cleanLine(fields.get(field) ?? '') || null;
  return {
    title: line('title'),
    subtitle: line('subtitle'),
    authors: namesIn(line('authors') ?? ''),
    narrators: namesIn(line('narrators') ?? ''),
    series: seriesOf(line('series'), line('position')),
    publishedYear: readYear(line('year') ?? line('audio_year') ?? ''),
    language: languageCode(line('language') ?? ''),
    publisher: line('publisher'),
    description: htmlText(fields.get('description') ?? '') || null,
    asin: readAsin(line('asin') ?? ''),
    isbn: readIsbn(line('isbn') ?? ''),
    abridged: abridgedOf(line('abridged'), line('unabridged'), line('edition') ?? line('title')),
    dramatised: dramatisedOf(line),
  };
}

function seriesOf(name: string | null, position: string | null): readonly SeriesTag[] {
  if (name === null || /^(?:n\/?a|none|-+)$/iu.test(name)) return [];
  const within = seriesInText(name);
  return [
    {
      name: within?.name ?? name,
      position: (position === null ? null : readPosition(position)) ?? within?.position ?? null,
    },
  ];
}

const YES = /^(?:y|yes|true|1|x)$/iu;
const NO = /^(?:n|no|false|0)$/iu;

function abridgedOf(
  abridged: string | null,
  unabridged: string | null,
  edition: string | null,
): boolean | null {
  const said = abridged ?? unabridged;
  const isYes = YES.test(said ?? '');
  if (isYes || NO.test(said ?? '')) return abridged === null ? !isYes : isYes;
  return marksAbridged(said ?? '') ?? marksAbridged(edition ?? '');
}

function dramatisedOf(line: (field: NfoField) => string | null): boolean | null {
  const said = line('dramatised');
  if (said !== null && NO.test(said)) return false;
  if ((said !== null && YES.test(said)) || saysDramatised(line('edition') ?? '')) return true;
  return dramatisedBy({
    titles: [line('title'), line('subtitle')],
    genres: (line('genre') ?? '').split(/[,;/]/u),
    makers: [line('publisher'), line('narrators')],
    comment: line('description'),
  });
}

const XML_FIELDS: Readonly<Record<string, NfoField>> = {
  title: 'title',
  subtitle: 'subtitle',
  author: 'authors',
  artist: 'authors',
  writer: 'authors',
  narrator: 'narrators',
  reader: 'narrators',
  series: 'series',
  seriesname: 'series',
  seriesindex: 'position',
  year: 'year',
  premiered: 'year',
  language: 'language',
  publisher: 'publisher',
  studio: 'publisher',
  genre: 'genre',
  plot: 'description',
  review: 'description',
  description: 'description',
  asin: 'asin',
  isbn: 'isbn',
};

/** The first of each, but all the people. */
function xmlFields(text: string): ReadonlyMap<NfoField, string> {
  const fields = new Map<NfoField, string>();
  for (const { name, text: value } of readElements(text) ?? []) {
    const field = XML_FIELDS[name];
    if (field === undefined || value.trim() === '') continue;
    const known = fields.get(field);
    if (known === undefined) fields.set(field, value);
    else if (field === 'authors' || field === 'narrators') fields.set(field, `${known}; ${value}`);
  }
  return fields;
}
