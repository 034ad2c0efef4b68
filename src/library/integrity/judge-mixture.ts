import { personKey, words } from '../../base/text.ts';
import type { ItemFinding } from './item-finding.ts';

/** What tells whether a file is of the same recording as its neighbours. */
export interface FileMark {
  readonly path: string;
  readonly codec: string | null;
  readonly sampleRate: number | null;
  readonly bitrateKbps: number | null;
  readonly album: string | null;
  /** Artists and album artists together. */
  readonly people: readonly string[];
}

/** What most files have in common must be said by so many of them. */
const MAJORITY = 0.6;
/** A file that came from elsewhere was encoded otherwise. */
const OTHER_BITRATE = 1.25;
const NAMED = 3;

/** Files of another book, or of another edition, among those of one item. Files that say nothing contradict nothing. */
export function judgeMixture(files: readonly FileMark[]): readonly ItemFinding[] {
  const strangers = strangersAmong(files);
  if (strangers.length > 0) {
    return strangers.slice(0, NAMED).map(({ path, said }) => ({
      kind: 'mixed_book',
      severity: 'slight',
      path,
      sentence: `It seems to be of another book or recording than the files beside it: ${said}.`,
    }));
  }
  return codecFinding(files);
}

function codecFinding(files: readonly FileMark[]): readonly ItemFinding[] {
  const counts = new Map<string, number>();
  for (const { codec } of files) if (codec !== null) counts.set(codec, (counts.get(codec) ?? 0) + 1);
  if (counts.size < 2) return [];
  const told = [...counts].map(([codec, count]) => `${count} of ${codec.toUpperCase()}`).join(', ');
  const sentence = `Its files are of several kinds (${told}): perhaps two copies of one book lie in one folder.`;
  return [{ kind: 'mixed_book', severity: 'slight', path: null, sentence }];
}

function strangersAmong(
  files: readonly FileMark[],
): readonly { readonly path: string; readonly said: string }[] {
  const album = majorityOf(files.map((file) => albumKey(file.album)));
  const person = majorityPerson(files);
  const rate = majorityOf(files.map(({ sampleRate }) => sampleRate));
  const bitrate = medianOf(files.flatMap(({ bitrateKbps }) => bitrateKbps ?? []));
  return files.flatMap((file) => {
    const { path, people, sampleRate, bitrateKbps } = file;
    const own = albumKey(file.album);
    if (album !== null && own !== null && !isPartOf(own, album) && !isPartOf(album, own))
      return [{ path, said: `its album is "${file.album}"` }];
    // Readers are named among the artists, and may be others in each file of one album.
    const isAlone = album === null || own === null;
    if (isAlone && person !== null && people.length > 0 && !people.some((name) => isOneOf(name, person)))
      return [{ path, said: `it is by ${people.join(', ')}` }];
    const isOtherwise =
      rate !== null &&
      sampleRate !== null &&
      sampleRate !== rate &&
      bitrate !== null &&
      bitrateKbps !== null &&
      Math.max(bitrate, bitrateKbps) > OTHER_BITRATE * Math.min(bitrate, bitrateKbps);
    return isOtherwise
      ? [
          {
            path,
            said: `it has ${sampleRate} Hz and ${bitrateKbps} kbit/s, they have ${rate} Hz and ${bitrate} kbit/s`,
          },
        ]
      : [];
  });
}

/** Without what merely counts the parts of one book. */
function albumKey(album: string | null): string | null {
  if (album === null) return null;
  const key = words(album)
    .filter(
      (word) =>
        !/^(?:\d+|[ivxlc]+|cd|disc|disk|part|side|tape|vol|volume|of|teil|chapter|unabridged|abridged)$/.test(
          word,
        ),
    )
    .join(' ');
  return key === '' ? null : key;
}

function isPartOf(part: string, whole: string): boolean {
  const has = new Set(whole.split(' '));
  return part.split(' ').every((word) => has.has(word));
}

function isOneOf(name: string, key: string): boolean {
  return isPartOf(personKey(name), key) || isPartOf(key, personKey(name));
}

function majorityPerson(files: readonly FileMark[]): string | null {
  const speaking = files.filter(({ people }) => people.length > 0);
  const counts = countsOf(speaking.flatMap(({ people }) => [...new Set(people.map(personKey))]));
  const [best] = counts;
  return best !== undefined && speaking.length > 2 && best[1] >= speaking.length * MAJORITY ? best[0] : null;
}

/** Null where too few agree, or there are too few to tell who is the stranger. */
function majorityOf<T extends string | number>(values: readonly (T | null)[]): T | null {
  const known = values.filter((value) => value !== null);
  const [best] = countsOf(known);
  return best !== undefined && known.length > 2 && best[1] >= known.length * MAJORITY ? best[0] : null;
}

function countsOf<T>(values: readonly T[]): readonly (readonly [T, number])[] {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a);
}

function medianOf(values: readonly number[]): number | null {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? null;
}
