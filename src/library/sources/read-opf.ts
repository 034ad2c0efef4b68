import { languageCode } from '../../base/language.ts';
import type { SeriesTag } from '../audio-reading.ts';
import { dramatisedBy } from '../dramatised-mark.ts';
import { cleanLine } from './clean-text.ts';
import { htmlText } from './html-text.ts';
import { listedNames } from './names-in.ts';
import { readElements, type XmlElement } from './read-elements.ts';
import { readAsin, readIsbn, readPosition, readYear } from './read-values.ts';
import type { Statement } from './statement.ts';

/**
 * The metadata of a book as Calibre and e-book files keep it: Dublin Core, with the roles, series and collections of
 * OPF 2 and EPUB 3. Null where it is no such document.
 */
export function readOpf(text: string): Statement | null {
  const elements = readElements(text);
  if (elements === null || !elements.some(({ name }) => name === 'package' || name === 'metadata'))
    return null;
  const refines = refinements(elements);
  const named = (name: string) =>
    elements.filter((element) => element.name === name && element.text.trim() !== '');
  const line = (name: string) => cleanLine(named(name)[0]?.text ?? '') || null;
  const titles = titlesOf(named('title'), refines);
  return {
    title: titles.main,
    subtitle: titles.subtitle ?? line('subtitle'),
    authors: peopleOf(named('creator'), refines, AUTHOR_ROLES),
    narrators: narratorsOf(elements, named, refines),
    series: [...calibreSeries(elements), ...collections(elements, refines)],
    publishedYear: publishedYear(named('date')),
    language: languageCode(line('language') ?? ''),
    publisher: line('publisher'),
    description: htmlText(named('description')[0]?.text ?? '') || null,
    asin: identified(named('identifier'), refines, ASIN_SCHEME, readAsin),
    isbn: identified(named('identifier'), refines, ISBN_SCHEME, readIsbn),
    abridged: null,
    dramatised: dramatisedBy({
      titles: [titles.main, titles.subtitle],
      genres: named('subject').map(({ text: subject }) => subject),
      makers: [line('publisher')],
      comment: line('description'),
    }),
  };
}

/** EPUB 3 says more of an element in others, which name it by its id. */
type Refinements = ReadonlyMap<string, Readonly<Record<string, string>>>;

function refinements(elements: readonly XmlElement[]): Refinements {
  const byId = new Map<string, Record<string, string>>();
  for (const { name, attributes, text } of elements) {
    const { refines, property } = attributes;
    if (name !== 'meta' || !refines?.startsWith('#') || property === undefined) continue;
    const known = byId.get(refines.slice(1)) ?? {};
    known[property] = text.trim();
    byId.set(refines.slice(1), known);
  }
  return byId;
}

function refined(element: XmlElement, refines: Refinements, property: string): string | undefined {
  return refines.get(element.attributes['id'] ?? '')?.[property];
}

function titlesOf(titles: readonly XmlElement[], refines: Refinements) {
  const ofKind = (kind: string) => titles.find((title) => refined(title, refines, 'title-type') === kind);
  const main = ofKind('main') ?? titles[0];
  return {
    main: cleanLine(main?.text ?? '') || null,
    subtitle: cleanLine(ofKind('subtitle')?.text ?? '') || null,
  };
}

/** Roles are those of the Library of Congress; who has none wrote the book. */
const AUTHOR_ROLES: ReadonlySet<string | undefined> = new Set([undefined, '', 'aut', 'author']);
const NARRATOR_ROLES: ReadonlySet<string | undefined> = new Set(['nrt', 'narrator', 'spk', 'vac']);

function peopleOf(
  people: readonly XmlElement[],
  refines: Refinements,
  roles: ReadonlySet<string | undefined>,
): readonly string[] {
  const inRole = people.filter((person) => {
    const role = person.attributes['role'] ?? refined(person, refines, 'role');
    return roles.has(role?.trim().toLowerCase());
  });
  return listedNames(inRole.map((person) => displayName(person, refines)));
}

/** "Austen, Jane", where that is how the name is filed, is "Jane Austen". */
function displayName(person: XmlElement, refines: Refinements): string {
  const text = cleanLine(person.text);
  const filed = cleanLine(person.attributes['file-as'] ?? refined(person, refines, 'file-as') ?? '');
  const [last, first, ...more] = text.split(', ');
  return text === filed && first && more.length === 0 ? `${first} ${last}` : text;
}

function narratorsOf(
  elements: readonly XmlElement[],
  named: (name: string) => readonly XmlElement[],
  refines: Refinements,
): readonly string[] {
  const inRole = peopleOf([...named('creator'), ...named('contributor')], refines, NARRATOR_ROLES);
  if (inRole.length > 0) return inRole;
  const own = elements.find(({ attributes }) =>
    /^calibre:user_metadata:#narrators?$/iu.test(attributes['name'] ?? ''),
  );
  return listedNames(calibreValues(own?.attributes['content'] ?? ''));
}

/** A column that somebody added to Calibre: JSON with its value among much else. */
function calibreValues(content: string): readonly string[] {
  try {
    const column: unknown = JSON.parse(content);
    const value = typeof column === 'object' && column !== null ? Reflect.get(column, '#value#') : null;
    return (Array.isArray(value) ? value : [value]).filter((entry) => typeof entry === 'string');
  } catch {
    return [];
  }
}

const MOST_SERIES = 20;

/** A series, and behind it its index; several books of Audiobookshelf's have several pairs. */
function calibreSeries(elements: readonly XmlElement[]): readonly SeriesTag[] {
  const series: SeriesTag[] = [];
  for (const { name, attributes } of elements) {
    if (name !== 'meta' || series.length > MOST_SERIES) continue;
    const content = cleanLine(attributes['content'] ?? '');
    if (attributes['name'] === 'calibre:series' && content !== '')
      series.push({ name: content, position: null });
    if (attributes['name'] !== 'calibre:series_index') continue;
    const last = series.pop();
    if (last !== undefined) series.push({ ...last, position: readPosition(content) });
  }
  return series;
}

function collections(elements: readonly XmlElement[], refines: Refinements): readonly SeriesTag[] {
  return elements
    .filter(({ name, attributes }) => name === 'meta' && attributes['property'] === 'belongs-to-collection')
    .filter((element) => (refined(element, refines, 'collection-type') ?? 'series') === 'series')
    .slice(0, MOST_SERIES)
    .flatMap((element) => {
      const name = cleanLine(element.text);
      const position = readPosition(refined(element, refines, 'group-position') ?? '');
      return name === '' ? [] : [{ name, position }];
    });
}

function publishedYear(dates: readonly XmlElement[]): number | null {
  const chosen = dates.find(({ attributes }) => /publication/iu.test(attributes['event'] ?? '')) ?? dates[0];
  return readYear(chosen?.text ?? '');
}

const ISBN_SCHEME = /isbn/iu;
/** Not Amazon's numbers of e-books, which Calibre calls AMAZON and MOBI-ASIN. */
const ASIN_SCHEME = /^(?:audible(?:[-_ ]?asin)?|asin)$/iu;

function identified(
  identifiers: readonly XmlElement[],
  refines: Refinements,
  scheme: RegExp,
  read: (text: string) => string | null,
): string | null {
  for (const identifier of identifiers) {
    const text = identifier.text.trim();
    const [, prefix = '', rest = text] = /^(?:urn:)?([a-z_-]+):(.*)$/iu.exec(text) ?? [];
    const said = identifier.attributes['scheme'] ?? refined(identifier, refines, 'identifier-type') ?? prefix;
    const value = scheme.test(said) || scheme.test(prefix) ? read(rest) : null;
    if (value !== null) return value;
  }
  return null;
}
