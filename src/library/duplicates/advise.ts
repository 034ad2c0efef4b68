import { formatBytes, formatDuration, plural } from '../../base/quantities.ts';
import type { DuplicateKind } from './duplicate.ts';
import type { DuplicateMember } from './duplicate-member.ts';
import { isPartOf } from './judge-pair.ts';

/** What to do about a group; the program does none of it. */
export interface Advice {
  /** `keep_one`: the others may go; `keep_all`: nothing is to be done. */
  readonly action: 'keep_one' | 'keep_all';
  /** Those to keep. */
  readonly keep_ids: readonly number[];
  /** Why, as a sentence. */
  readonly reason: string;
  /** What tells them apart, each a sentence. */
  readonly differences: readonly string[];
}

/** Compares the members of a group and says which to keep, and why. */
export function advise(kind: DuplicateKind, members: readonly DuplicateMember[]): Advice {
  const differences = differencesOf(members);
  const all = members.map(({ id }) => id);
  if (members.length < 2)
    return { action: 'keep_all', keep_ids: all, reason: 'The others are gone.', differences };
  switch (kind) {
    case 'same_recording':
      return { ...adviseCopies(members), differences };
    case 'two_recordings':
      return {
        action: 'keep_all',
        keep_ids: all,
        reason: 'These are different recordings of one book: keep those that you want to hear.',
        differences,
      };
    case 'omnibus':
      return { ...adviseOmnibus(members), differences };
  }
}

/** A path says which one is meant only within one library. */
function nameOf({ path, library_name: name }: DuplicateMember, members: readonly DuplicateMember[]): string {
  const areOfOne = new Set(members.map(({ library_id: id }) => id)).size < 2;
  return areOfOne ? `"${path}"` : `"${path}" in "${name}"`;
}

type Choice = Omit<Advice, 'differences'>;

function adviseCopies(members: readonly DuplicateMember[]): Choice {
  const all = members.map(({ id }) => id);
  const [first] = members;
  if (first?.files_key && members.every(({ files_key }) => files_key === first.files_key)) {
    const reason = 'They are the same files on the disk (hardlinks): to remove one would free nothing.';
    return { action: 'keep_all', keep_ids: all, reason };
  }
  const ranked = members.toSorted(
    (a, b) => compare(a, b) || a.added_at.getTime() - b.added_at.getTime() || a.id - b.id,
  );
  const [best, second] = ranked;
  if (best === undefined || second === undefined) return { action: 'keep_all', keep_ids: all, reason: '' };
  const why = RULES.filter((rule) => rule.rank(best, second) < 0).map((rule) => rule.word(best, second));
  const because = why.length === 0 ? 'they are alike, and it was there first' : joined(why);
  const freed = ranked.slice(1).reduce((sum, { size_bytes }) => sum + size_bytes, 0);
  const rest =
    ranked.length === 2 ? `${nameOf(second, members)} may go` : `the other ${ranked.length - 1} may go`;
  const reason = `Keep ${nameOf(best, members)}: ${because}. Then ${rest}, which frees ${formatBytes(freed)}.`;
  return { action: 'keep_one', keep_ids: [best.id], reason };
}

function adviseOmnibus([omnibus, ...parts]: readonly DuplicateMember[]): Choice {
  const all = [omnibus, ...parts].flatMap((member) => (member === undefined ? [] : [member.id]));
  if (omnibus === undefined) return { action: 'keep_all', keep_ids: all, reason: '' };
  const partIds = parts.map(({ id }) => id);
  const sum = parts.reduce<number | null>(
    (seconds, part) =>
      seconds === null || part.duration_seconds === null ? null : seconds + part.duration_seconds,
    0,
  );
  const length = omnibus.duration_seconds;
  const areWhole = sum !== null && length !== null && sum >= length * 0.95;
  if (areWhole && parts.every(({ findings }) => findings.length === 0)) {
    const reason = `Keep the ${parts.length} single books: together they run as long as "${omnibus.path}" (${formatDuration(sum)} and ${formatDuration(length)}), and each has its own place in the series. The omnibus may go, which frees ${formatBytes(omnibus.size_bytes)}.`;
    return { action: 'keep_one', keep_ids: partIds, reason };
  }
  if (omnibus.findings.length === 0 && !areWhole && sum !== null && length !== null) {
    const freed = parts.reduce((bytes, part) => bytes + part.size_bytes, 0);
    const reason = `Keep the omnibus "${omnibus.path}": it holds more (${formatDuration(length)}) than the ${plural(parts.length, 'single book')} of it here (${formatDuration(sum)}). They may go, which frees ${formatBytes(freed)}.`;
    return { action: 'keep_one', keep_ids: [omnibus.id], reason };
  }
  const reason = 'Keep all for now: something is wrong with files, or a running time is not known.';
  return { action: 'keep_all', keep_ids: all, reason };
}

interface Rule {
  /** Below zero: the first is better. */
  rank(a: DuplicateMember, b: DuplicateMember): number;
  /** Why the first is better. */
  word(a: DuplicateMember, b: DuplicateMember): string;
}

const truth = (value: boolean) => (value ? 0 : 1);

/** What counts most first. */
const RULES: readonly Rule[] = [
  { rank: (a, b) => truth(!a.is_missing) - truth(!b.is_missing), word: () => 'its files are there now' },
  {
    rank: (a, b) => truth(!lacksFilesOf(a, b)) - truth(!lacksFilesOf(b, a)),
    word: (a, b) => `only ${b.file_count} of its ${a.file_count} files are in the other`,
  },
  {
    rank: (a, b) => a.findings.length - b.findings.length,
    word: (a) =>
      a.findings.length === 0
        ? 'nothing is wrong with it, and the other is not sound'
        : 'less is wrong with it',
  },
  {
    rank: (a, b) => Math.sign(quality(b) - quality(a)),
    word: (a, b) => `it sounds better (${soundOf(a)}, the other has ${soundOf(b)})`,
  },
  {
    rank: (a, b) => truth(a.chapter_count > 1) - truth(b.chapter_count > 1),
    word: (a) => `it has ${plural(a.chapter_count, 'chapter')}`,
  },
  {
    rank: (a, b) => (b.book?.completeness ?? 0) - (a.book?.completeness ?? 0),
    word: () => 'more is known of its book',
  },
  { rank: (a, b) => truth(a.has_cover) - truth(b.has_cover), word: () => 'it has a cover' },
  { rank: (a, b) => a.size_bytes - b.size_bytes, word: () => 'it is smaller' },
];

function compare(a: DuplicateMember, b: DuplicateMember): number {
  for (const rule of RULES) {
    const rank = rule.rank(a, b);
    if (rank !== 0) return rank;
  }
  return 0;
}

function lacksFilesOf(part: DuplicateMember, whole: DuplicateMember): boolean {
  const seconds = (member: DuplicateMember) => member.file_seconds.map((each) => each ?? Number.NaN);
  return isPartOf(seconds(part), seconds(whole));
}

const LOSSLESS = new Set(['flac', 'alac', 'pcm']);
/** How much of a bitrate an MP3 would need to sound as good. */
const EFFICIENCY: Readonly<Record<string, number>> = { opus: 2, aac: 1.4, vorbis: 1.4, wma: 1.1, mp3: 1 };

/** Steps of what can be heard of a voice: above 128 kbit/s of MP3 nobody hears a difference. */
function quality({ codecs, bitrate_kbps: bitrate }: DuplicateMember): number {
  const [codec] = codecs;
  if (codec === undefined || bitrate === null) return 0;
  if (LOSSLESS.has(codec)) return 3;
  const comparable = bitrate * (EFFICIENCY[codec] ?? 1);
  return comparable >= 120 ? 3 : comparable >= 60 ? 2 : 1;
}

function soundOf({ codecs, bitrate_kbps: bitrate }: DuplicateMember): string {
  return [codecs.join(' and ').toUpperCase(), bitrate === null ? null : `${bitrate} kbit/s`]
    .filter(Boolean)
    .join(' at ');
}

function differencesOf(members: readonly DuplicateMember[]): readonly string[] {
  const say = (name: string, of: (member: DuplicateMember) => string | null): string | null => {
    const said = members.map((member) => of(member) ?? 'not known');
    return new Set(said).size < 2 ? null : `${name}: ${said.join(' · ')}`;
  };
  return [
    say('Read by', ({ narrators }) => narrators.join(', ') || null),
    say('Language', ({ language }) => language),
    say('Abridged', ({ abridged }) => (abridged === null ? null : abridged ? 'yes' : 'no')),
    say('Running time', ({ duration_seconds: seconds }) =>
      seconds === null ? null : formatDuration(seconds),
    ),
    say('Files', ({ file_count }) => String(file_count)),
    say('Sound', (member) => soundOf(member) || null),
    say('Size', ({ size_bytes }) => formatBytes(size_bytes)),
    say('Chapters', ({ chapter_count }) => String(chapter_count)),
    say('Cover', ({ has_cover }) => (has_cover ? 'yes' : 'no')),
    say('Faults', ({ findings }) => String(findings.length)),
  ].filter((sentence) => sentence !== null);
}

function joined(parts: readonly string[]): string {
  const [last, ...before] = parts.toReversed();
  return before.length === 0 ? (last ?? '') : `${before.toReversed().join(', ')} and ${last}`;
}
