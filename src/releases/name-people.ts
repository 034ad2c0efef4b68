import { collectionSigns } from './collection-words.ts';
import type { NameShape, Segment } from './name-shape.ts';
import { areSurelyPeople, gluedPerson, leadingPerson, personLikeness, splitPeople } from './person-name.ts';
import { episodeOf } from './series-place.ts';

/** Finds the authors among the segments, or at the start of the first, and returns the segments without them. */
export function takeAuthors(segments: readonly Segment[], credited: readonly string[]) {
  if (credited.length > 0)
    return { authors: credited, rest: segments.filter(({ text }) => !credited.includes(text)) };
  const main = segments.filter(({ isAside }) => !isAside);
  const [first] = main;
  const hyphen = first ? splitAtHyphen(first, segments) : null;
  if (first && hyphen)
    return { authors: splitPeople(hyphen.author), rest: replaced(segments, first, hyphen.rest) };
  const named = authorSegment(segments);
  if (named)
    return { authors: splitPeople(named.text), rest: segments.filter((segment) => segment !== named) };
  if (!first || main.some(({ text }) => episodeOf(text))) return { authors: [], rest: segments };
  const leading = gluedPerson(first.text) ?? leadingPerson(`${first.text} `);
  const signs = collectionSigns(first.text);
  if (leading && !(signs.range !== null && signs.rest === leading))
    return { authors: [leading], rest: replaced(segments, first, first.text.slice(leading.length).trim()) };
  return { authors: [], rest: segments };
}

function replaced(segments: readonly Segment[], old: Segment, text: string): Segment[] {
  return segments.flatMap((segment) =>
    segment === old ? (text === '' ? [] : [{ ...segment, text }]) : [segment],
  );
}

function authorSegment(segments: readonly Segment[]): Segment | undefined {
  const main = segments.filter(({ isAside }) => !isAside);
  const [first] = main;
  const last = main.at(-1);
  if (!first || !last || segments.length < 2) return undefined;
  if (areSurelyPeople(first.text) && segments[0] === first) return first;
  const aside = segments.find(({ isAside, text }) => isAside && personLikeness(text) === 'sure');
  if (main.length < 2 || !main.slice(1).some(({ joint }) => joint === 'dash')) return aside;
  const surely = [...main].reverse().find(({ text, joint }) => joint !== 'colon' && areSurelyPeople(text));
  if (surely) return surely;
  const isMaybeAuthor = splitPeople(first.text).every((person) => personLikeness(person) === 'possible');
  const isHandle =
    main.length === 2 &&
    /^\p{Lu}\p{L}+$/u.test(first.text) &&
    main[1]?.joint === 'dash' &&
    /\s/u.test(last.text);
  return (isMaybeAuthor || isHandle) && main[1]?.joint === 'dash' ? first : undefined;
}

/** "Jim Butcher-Proven Guilty", "S.H. Jucha-Gate Ghosts": a hyphen without spaces after a person. */
function splitAtHyphen(
  first: Segment,
  segments: readonly Segment[],
): { author: string; rest: string } | null {
  const found = /^([^-]+)-(?=\p{Lu})(.+)$/u.exec(first.text);
  const isAlone = segments.filter(({ isAside }) => !isAside).length === 1;
  if (!isAlone || !found?.[1] || !found[2] || !areSurelyPeople(found[1])) return null;
  return { author: found[1].trim(), rest: found[2].trim() };
}

/** "(2020) Toby Longworth", "● Melissa Schwairy": a person after a bracket or bullet, beside known authors, reads. */
export function takeReaders(segments: readonly Segment[], { marks }: NameShape, hasAuthors: boolean) {
  const isAudioListing = marks.bitrateKbps !== null;
  const isReader = ({ text, joint, isAside }: Segment, at: number) =>
    !isAside &&
    at > 0 &&
    joint === 'bracket' &&
    ((hasAuthors && personLikeness(text) === 'sure') || (isAudioListing && /^\p{Lu}\p{L}+$/u.test(text)));
  const readers = segments.filter(isReader).map(({ text }) => text);
  return {
    readers,
    rest: readers.length > 0 ? segments.filter((segment, at) => !isReader(segment, at)) : segments,
  };
}

/** People in brackets are the author where none is known yet; else, or beside a running time or bitrate, the narrator. */
export function peopleOf(
  authors: readonly string[],
  readers: readonly string[],
  asides: readonly Segment[],
  all: readonly Segment[],
  { marks }: NameShape,
) {
  const isAudioListing = marks.bitrateKbps !== null || marks.durationSeconds !== null;
  const names = asides.map(({ text }) => text);
  const surname = isAudioListing
    ? all.filter(({ text }) => /^\p{Lu}\p{L}{2,}$/u.test(text)).map(({ text }) => text)
    : [];
  const bracketed = [...names, ...surname.filter((name) => !names.includes(name))];
  if (authors.length === 0 && !isAudioListing && asides[0]) {
    return { authors: splitPeople(asides[0].text), narrators: [...marks.narrators] };
  }
  const last = bracketed.at(-1);
  const known = [...marks.narrators, ...readers];
  const narrators = known.length > 0 ? known : last === undefined ? [] : splitPeople(last);
  return { authors: [...authors], narrators: [...narrators] };
}
