const KIND =
  'novel|novella|novelette|story|stories|memoir|memoirs|biography|autobiography|thriller|mystery|romance|adventure|adventures|saga|tale|tales|fantasy|litrpg|gamelit|epic|history|anthology|short|guide|fable|fairy tale|space opera|western|comedy|drama|prequel|sequel|isekai|manifesto|portrait|life|journey|investigation|whodunit|roman|krimi|thriller-serie';
const OPENING = 'a|an|ein|eine|un|une|una|het|een';

const GENERIC = new RegExp(
  `^(?:(?:${OPENING})\\s.*|\\p{L}+\\s)?(?:${KIND})(?:\\s(?:of|about|in|from)\\s.+)?$`,
  'iu',
);
const IN_TITLE = new RegExp(
  `^(.+?\\S)(?<!\\s(?:of|in|to|for|from|with|on|at|and|is|as|by|like|was|not|such|what))\\s+((?:A|An)\\s(?:[^\\s].*\\s)?(?:${KIND}))$`,
  'iu',
);
const BEFORE_SERIES = new RegExp(`^(.+?\\S)\\s+((?:A|An)\\s(?:\\S.*?\\s)?(?:${KIND}))\\s+(\\S.*)$`, 'iu');
const GENRE =
  /^(?:sci-?fi|science fiction|fantasy|thriller|mystery|horror|romance|business|history|biography|non-?fiction|fiction|self[ -]help|crime|young adult|ya|children'?s?|classics?|litrpg|gamelit|humou?r|western|urban fantasy|historical fiction|memoir|philosophy|science|politics|religion|health|travel)$/iu;

/** Whether a subtitle says only what kind of book it is: "A Novel", "A LitRPG Adventure", "A Memoir of Home". */
export function isGenericSubtitle(text: string): boolean {
  return GENERIC.test(text.trim()) || GENRE.test(text.trim());
}

/** "Tower Climber 2 A LitRPG Adventure" → the title and the subtitle that only names the kind of book. */
export function splitGenericSubtitle(text: string): {
  readonly title: string;
  readonly subtitle: string | null;
} {
  const found = IN_TITLE.exec(text);
  return found?.[1] && found[2]
    ? { title: found[1].replace(/[\s,:-]+$/u, ''), subtitle: found[2] }
    : { title: text, subtitle: null };
}

/** "The Road to Vanador A Spellmonger Anthology Spellmonger": the subtitle in the middle parts title and series. */
export function splitAtGenericSubtitle(
  text: string,
): { readonly title: string; readonly subtitle: string; readonly series: string } | null {
  const [, title, subtitle, series] = BEFORE_SERIES.exec(text) ?? [];
  // "A Guide to Highbury" goes on.
  const isEnded = series !== undefined && !/^\p{Ll}/u.test(series);
  return title && subtitle && isEnded ? { title, subtitle, series } : null;
}
