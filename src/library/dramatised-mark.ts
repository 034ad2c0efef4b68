const WORDS =
  'dramati[sz](?:ed|ation)|dramatic reading|audio ?(?:drama|play|theat(?:re|er))|radio[ -]?(?:drama|play)|(?:original|audible) drama|(?:original)?h(?:ö|oe)rspiel(?:fassung)?|full[ -]cast|graphic ?audio';
const KIND = '(?: (?:adaptation|edition|production|version|recording|audio(?:book)?))*';
const SAYS = new RegExp(String.raw`(?<!\p{L})(?:${WORDS})(?!\p{L})`, 'iu');
const IN_BRACKETS = new RegExp(
  String.raw`\s*[([{][^()[\]{}]{0,80}(?<!\p{L})(?:${WORDS})(?!\p{L})[^()[\]{}]{0,80}[)\]}]`,
  'giu',
);
const AT_END = /(?:\s*[-–—:,]\s+|\s+)(?:a )?(?:dramati[sz]ed(?: adaptation)?|graphic ?audio)\s*$/iu;
/** "Neverwhere: A BBC Radio 4 Full-Cast Dramatisation", but not "Voices: A History of Radio Drama". */
const AS_SUBTITLE = new RegExp(
  String.raw`(?:^|:\s|\s[-–—]\s)(?:(?!of\s|on\s|in\s|for\s|to\s)[\p{L}\p{N}'’-]{1,20}\s){0,5}(?:full[ -]cast )?(?:${WORDS})${KIND}\s*$`,
  'iu',
);
const GENRE = new RegExp(String.raw`^(?:[\p{L}\p{N}&]+ )?(?:${WORDS})(?:s|e)?${KIND}$`, 'iu');
/** It makes nothing else. */
const MAKER = /\bgraphic ?audio\b/iu;
const COMMENT =
  /\bgraphic ?audio\b|\bdramati[sz]ed adaptation\b|\bfull[ -]cast (?:audio |radio )?(?:drama|adaptation)/iu;
/** Longer ones may speak of another recording. */
const LONGEST_COMMENT = 120;
/** How that maker ends its own descriptions. */
const SLOGAN = /\ba movie in your mind\b/iu;

/** What a source says that may tell of actors and sounds. */
export interface DramatisedHints {
  readonly titles?: readonly (string | null)[];
  readonly genres?: readonly string[];
  /** Publishers, artists, narrators. */
  readonly makers?: readonly (string | null)[];
  readonly comment?: string | null;
}

/** Whether it is played by a cast, with sounds; null where nothing says so, for a reading seldom says that it is one. */
export function dramatisedBy({
  titles = [],
  genres = [],
  makers = [],
  comment = null,
}: DramatisedHints): true | null {
  const isSo =
    titles.some((title) => title !== null && marksDramatised(title)) ||
    genres.some((genre) => GENRE.test(genre.trim())) ||
    makers.some((maker) => maker !== null && MAKER.test(maker)) ||
    (comment !== null &&
      (SLOGAN.test(comment) || (comment.length <= LONGEST_COMMENT && COMMENT.test(comment))));
  return isSo || null;
}

/** Whether words about an edition, "Dramatized Adaptation", say that it is a play. */
export function saysDramatised(edition: string): boolean {
  return SAYS.test(edition);
}

/** The same title without a mark that is none of it. */
export function withoutDramatisedMark(text: string): string {
  return text.replace(IN_BRACKETS, '').replace(AT_END, '').trim();
}

function marksDramatised(title: string): boolean {
  return withoutDramatisedMark(title) !== title.trim() || AS_SUBTITLE.test(title);
}
