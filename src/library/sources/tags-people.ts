import { personKey } from '../../base/text.ts';
import { agreedValue } from '../agreed-value.ts';
import type { AudioTags } from '../audio-reading.ts';
import { looksLikePerson, splitNames } from '../person-names.ts';

/** Who is known from elsewhere: that tells which of the people in a tag is which. */
export interface KnownPeople {
  readonly authors: readonly string[];
  readonly narrators: readonly string[];
}

export interface TaggedPeople extends KnownPeople {
  /** From 0 to 1: 1 where a tag says outright who reads, less where it is concluded. */
  readonly narratorLikelihood: number;
}

/**
 * Who wrote and who reads, from tags that were made for musicians. The album's artist is the author; the artist is often
 * both ("Author, Narrator") or the narrator alone; the composer is the narrator, unless the author was put there too.
 */
export function readTagsPeople(tags: readonly AudioTags[], known: KnownPeople): TaggedPeople {
  const albumArtists = namesOf(tags, (file) => file.albumArtists);
  const artists = namesOf(tags, (file) => file.artists);
  const named = namesOf(tags, (file) => file.narrators).people;
  const composers = namesOf(tags, (file) => file.composers).people;
  const said = [...albumArtists.readers, ...artists.readers];
  const readers = [...firstFilled(named, said, known.narrators), ...composers];
  const writers = namesOf(tags, (file) => file.authors).people;
  const authors = firstFilled(
    writers,
    authorsAmong(albumArtists.people, artists.people, readers, known.authors),
  );
  const others = without([...artists.people, ...albumArtists.people].filter(looksLikePerson), authors);
  const found: readonly (readonly [names: readonly string[], likelihood: number])[] = [
    [named, 1],
    [said, 1],
    [without(composers, authors), 0.85],
    [known.narrators.length > 0 ? [] : others, 0.6],
  ];
  const [narrators, narratorLikelihood] = found.find(([names]) => names.length > 0) ?? [[], 1];
  return { authors, narrators, narratorLikelihood };
}

interface Named {
  readonly people: readonly string[];
  /** "Jane Austen, read by Juliet Stevenson": those behind the words. */
  readonly readers: readonly string[];
}

const READ_BY =
  /[\s,;(–-]*\b(?:read|narrated|performed|gelesen|vorgelesen)\s+(?:by|von)\s*:?\s+(?<readers>[^)]+)\)?$/iu;

/** The names on which most files agree. */
function namesOf(tags: readonly AudioTags[], read: (file: AudioTags) => readonly string[]): Named {
  const text = agreedValue(tags, (file) => read(file).join(';') || null);
  if (text === null) return { people: [], readers: [] };
  const readers = READ_BY.exec(text)?.groups?.['readers'];
  const people = splitNames(text.replace(READ_BY, '').replace(/^by\s+/iu, ''));
  return { people, readers: readers === undefined ? [] : splitNames(readers) };
}

function authorsAmong(
  albumArtists: readonly string[],
  artists: readonly string[],
  readers: readonly string[],
  pathAuthors: readonly string[],
): readonly string[] {
  for (const candidates of [albumArtists, artists]) {
    const confirmed = shared(candidates, pathAuthors);
    // Of "Author, Narrator" the folder names the first; of two authors most folders name both.
    if (confirmed.length > 0)
      return readers.length === 0 ? confirmed : without(candidates, readers, confirmed);
  }
  const both = shared(albumArtists, artists);
  if (both.length > 0) return without(both, readers, both);
  const lists = [albumArtists, artists].filter((list) => list.length > 0);
  const writers = lists.filter((list) => shared(list, readers).length < list.length);
  const chosen = writers.find((list) => list.every(looksLikePerson)) ?? writers[0] ?? lists[0] ?? [];
  return without(chosen, readers, chosen);
}

function shared(names: readonly string[], others: readonly string[]): readonly string[] {
  const keys = new Set(others.map(personKey));
  return names.filter((name) => keys.has(personKey(name)));
}

/** The names that are not among the others; `fallback` where that leaves none: an author may read himself. */
function without(
  names: readonly string[],
  others: readonly string[],
  fallback: readonly string[] = [],
): readonly string[] {
  const keys = new Set(others.map(personKey));
  const left = names.filter((name) => !keys.has(personKey(name)));
  return left.length > 0 ? left : fallback;
}

function firstFilled(...lists: readonly (readonly string[])[]): readonly string[] {
  return lists.find((list) => list.length > 0) ?? [];
}
