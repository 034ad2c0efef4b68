import { withoutAbridgedMark } from '../abridged-mark.ts';
import { withoutDramatisedMark } from '../dramatised-mark.ts';

const SILENCE =
  /^(?:unknown(?: (?:album|title|book))?|untitled|no (?:title|album)|n\/?a|audio ?books?|new (?:album|recording)|(?:audio )?track\s*\d*|(?:chapter|kapitel|chapitre|capítulo|capitolo|part|teil|disc|disk|cd|file|side|section|prologue|epilogue|intro(?:duction)?|opening credits|end credits)\b[\s.:#-]*(?:\d+|[ivxl]+|one|two|three)?(?:\s*(?:of|\/)\s*\d+)?|[\d\s._-]+)$/iu;
const READ_BY = /[\s,(–-]*\b(?:read|narrated|performed|gelesen)\s+(?:by|von)\s+[^)]+\)?$/iu;
const DISC_AT_END = /[\s,–-]*[([]?\b(?:cd|dis[ck])\s*\d{1,3}(?:\s*(?:of|\/)\s*\d{1,3})?[)\]]?$/iu;

/**
 * A title without what is none of it: "(Unabridged)", "[Dramatized Adaptation]", "read by …", "Disc 1 of 3". Null for what is no title at all:
 * "Unknown Album", "Track 01", "Read by …".
 */
export function cleanTitle(text: string | null): string | null {
  const clean = withoutDramatisedMark(withoutAbridgedMark(text ?? ''))
    .replace(READ_BY, '')
    .replace(DISC_AT_END, '')
    .trim();
  return clean === '' || SILENCE.test(clean) ? null : clean;
}

const RIPPERS_WORDS =
  /\b(?:\d{2,3}\s?k(?:bps|bit\/?s)?|kbps|mp3|m4b|flac|aac|rip(?:ped)?|www|[a-z0-9-]+\.(?:com|net|org|ru|info))\b|_/iu;

/** Why a title looks like something that a program or a ripper wrote rather than a person; null where it does not. */
export function titleDoubt(title: string): string | null {
  if (RIPPERS_WORDS.test(title)) return 'it has words of those who rip and share files';
  if (/^\d{1,3}\s*[-.)]\s*\p{L}/u.test(title)) return 'it begins with a number, as names of files do';
  return null;
}
