import { GIVEN_NAMES } from '../../base/given-names.ts';
import { textKey } from '../../base/text.ts';
import { NUMBER, NUMBERS, placeOf, SPELT, VOLUME, VOLUME_OF } from './volume-forms.ts';

/** What one text holds by its form alone; one may hold several: "Book 3 Control System". */
export type SeriesForm =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'position'; readonly position: string }
  | {
      readonly kind: 'series';
      readonly name: string;
      readonly position: string;
      /** As title, where there is no other: "Highbury 21". */
      readonly whole: string;
      /**
       * `run-on`: the title may stand before the name with nothing between, "Emma Highbury, Book 1"; `bare`: only a number
       * behind words, which may be a title, too; `bracketed`: what stands before is the title.
       */
      readonly form: 'plain' | 'run-on' | 'bare' | 'bracketed';
    };

export interface Surrounding {
  /** More parts follow: a number at the very end is more often the title's own. */
  readonly isFollowed?: boolean;
  readonly isBracketed?: boolean;
}

type Groups = Readonly<Record<string, string | undefined>>;
type SeriesKind = Extract<SeriesForm, { kind: 'series' }>['form'];

interface Rule {
  readonly pattern: RegExp;
  readonly applies?: (around: Surrounding) => boolean;
  read(groups: Groups, whole: string): readonly SeriesForm[] | null;
}

const NAME_END = String.raw`[\p{L}\p{M}\p{N}!?'’).…]`;
const FUNCTION_WORD =
  /^(?:the|a|an|pt|of|in|on|at|to|for|from|and|with|by|my|your|our|his|her|or|chapter|part|top|first|last|next|only|over|about|all|these|those|der|die|das|les|los|las)$/iu;

const RULES: readonly Rule[] = [
  // "3", "#3", "Book 3", "Book Two", "1-3"
  rule(`[#(]?(?<position>${NUMBERS})[.)]?`, ({ position }) => [at(position)]),
  rule(String.raw`${VOLUME}\s*#?\s*(?<position>${SPELT})\.?`, ({ position }) => [at(position)]),
  // "JG-01": what the series is called by those who number it
  rule(String.raw`\p{Lu}{2,5}[ -]?(?<position>\d{2,3}(?:\.\d)?)`, ({ position }) => [at(position)], 'u'),
  // In brackets: "Book 2", which says it of what stands before
  {
    pattern: new RegExp(`^${VOLUME}\\s*#?\\s*(?<position>${SPELT})$`, 'iu'),
    applies: ({ isBracketed }) => isBracketed === true,
    read: ({ position }) => [at(position)],
  },
  // In brackets: "Highbury, Book 2", "Highbury #2", "Highbury 02", "Book 2 of Highbury"
  bracketed(
    String.raw`${VOLUME_OF}\s*#?\s*(?<position>${SPELT})\s+(?:of|in|aus)\s+(?:the\s+series\s+)?(?<name>\p{L}.*)`,
  ),
  bracketed(
    String.raw`(?<name>.*?${NAME_END})[\s,;:-]*(?:(?<=[\s,;:-])${VOLUME_OF}\s*#?|#)\s*(?<position>${SPELT})`,
  ),
  bracketed(String.raw`(?<name>.*\p{L}.*?)[\s,]+(?<position>${NUMBERS})`),
  // "Emma, Book 2 of Highbury"
  rule(
    String.raw`(?<rest>.*?\p{L}),?\s+${VOLUME_OF}\s*#?\s*(?<position>${SPELT})\s+(?:of|in)\s+(?<name>\p{L}.*)`,
    ({ rest, position, name }, whole) => [...text(rest), ...series(name, position, whole)],
  ),
  // "Book 2 of Highbury"
  rule(
    String.raw`${VOLUME_OF}\s*#?\s*(?<position>${SPELT})\s+(?:of|in)\s+(?:the\s+)?(?<name>\p{L}.*)`,
    // "Book 2 In the Harbour" is called so.
    ({ position, name }, whole) => (/\d\s+(?:In|Of)\s/u.test(whole) ? null : series(name, position, whole)),
  ),
  // "Highbury 1-3 Omnibus"
  rule(
    String.raw`(?<name>.*?\p{L}.*?)[\s,]+(?:${VOLUME_OF}\s*)?#?(?<position>\d{1,3}\s?-\s?\d{1,3})\s+(?:omnibus|box ?set|bundle|collection|set|anthology)`,
    ({ name, position }, whole) => series(name, position, whole),
  ),
  // "Highbury, Book 2, Emma"; a colon was a border before
  rule(
    String.raw`(?<name>.*?${NAME_END}),?\s+${VOLUME_OF}\s*#?\s*(?<position>${NUMBERS}),\s+(?<rest>\p{L}.*)`,
    ({ name, position, rest }, whole) => [...series(name, position, whole), ...text(rest)],
  ),
  // "Book 3 Emma", "Vol. 3. Emma", "#3 Emma"
  rule(
    String.raw`(?:${VOLUME}\s*#?|#)\s*(?<position>${NUMBER})[\s.:,)]+(?<rest>(?!of\s)\p{L}.*|\d{3,4})`,
    ({ position, rest }) => [at(position), ...text(rest)],
  ),
  // "3. Emma", "3) Emma", "03 Emma"
  rule(
    String.raw`(?<position>${NUMBER})(?:\.(?!\d)|\))\s*(?<rest>[\p{L}\p{N}'"].*)`,
    ({ position, rest }) => [at(position), ...text(rest)],
  ),
  rule(String.raw`(?<position>0\d{1,2}(?:\.\d)?)[\s.:]+(?<rest>[\p{L}\p{N}'"].*)`, ({ position, rest }) => [
    at(position),
    ...text(rest),
  ]),
  // "9 The Picnic": no title has an article behind its number
  rule(
    String.raw`(?<position>\d{1,2})\s(?<rest>(?:The|An?|How|Der|Die|Das)\s\p{L}.*)`,
    ({ position, rest }) => [at(position), ...text(rest)],
    'u',
  ),
  // "Highbury, Book 2" and "Emma Highbury, Book 2"
  rule(
    String.raw`(?<name>.*?${NAME_END}),\s*${VOLUME_OF}\s*#?\s*(?<position>${SPELT})`,
    ({ name, position }, whole) =>
      series(name, position, whole, /\bvol/iu.test(whole.slice(name?.length)) ? 'plain' : 'run-on'),
  ),
  rule(
    String.raw`(?<name>.*?${NAME_END})(?:[\s,]+${VOLUME_OF}\s*#?|[\s,]*#)\s*(?<position>${SPELT})`,
    ({ name, position }, whole) => series(name, position, whole),
  ),
  // "Highbury, 1"
  rule(String.raw`(?<name>\p{L}.*?${NAME_END}),\s*(?<position>${NUMBER})`, ({ name, position }, whole) =>
    series(name, position, whole),
  ),
  // "Highbury 02 Emma", "Highbury 2.5 Emma"
  rule(
    String.raw`(?<name>\p{L}.*?\p{L})[\s,]+(?<position>0\d|\d{1,2}\.\d)[\s.:]+(?<rest>(?!by\s)\p{L}.*)`,
    ({ name, position, rest }, whole) => [...series(name, position, whole), ...text(rest)],
    'u',
  ),
  // "Highbury-02"
  rule(String.raw`(?<name>\p{Lu}[^-]*\p{L})-(?<position>0\d)`, ({ name, position }, whole) =>
    series(name, position, whole),
  ),
  // "Highbury 2 of 5", "Highbury IV", where the title follows
  {
    ...rule(
      String.raw`(?<name>\p{L}.*?\p{L})\s+(?<position>\d{1,2})\s+of\s+\d{1,2}`,
      ({ name, position }, whole) => series(name, position, whole),
    ),
    applies: ({ isFollowed, isBracketed }) => isFollowed === true && isBracketed !== true,
  },
  {
    ...rule(
      String.raw`(?<name>\p{L}.*?\s.*?\p{L})\s+(?<position>I{1,3}|I?V|VI{1,3}|IX|XI{1,3})`,
      // "King Henry IV" is nobody's second volume.
      ({ name, position }, whole) =>
        isLeftOpen(name) || GIVEN_NAMES.has(textKey((name ?? '').split(' ').at(-1) ?? ''))
          ? null
          : series(name, position, whole),
      'u',
    ),
    applies: ({ isFollowed, isBracketed }) => isFollowed === true && isBracketed !== true,
  },
  // "Highbury Book 2 Emma", "Highbury #2 Emma"
  rule(
    String.raw`(?<name>[\p{L}\p{N}].*?${NAME_END}),?\s+(?:${VOLUME_OF}\s*#?|#)\s*(?<position>${NUMBER})\s+(?<rest>\p{L}.*)`,
    ({ name, position, rest }, whole) =>
      isLeftOpen(name) || !/^\p{Lu}/u.test(rest ?? '')
        ? null
        : [...series(name, position, whole), ...text(rest)],
  ),
  // "Highbury 2"
  rule(String.raw`(?<name>.*\p{L}.*?)\s+\(?(?<position>${NUMBERS})\)?`, ({ name, position }, whole) =>
    isLeftOpen(name) ? null : series(name, position, whole, 'bare'),
  ),
  // "Highbury 2 Emma", where the words allow it
  rule(
    String.raw`(?<name>\p{L}.*?\p{L})\s+(?<position>\d{1,2})\s+(?<rest>(?!An?\s)\p{Lu}.*)`,
    ({ name, position, rest }, whole) =>
      isLeftOpen(name) || (!(name ?? '').includes(' ') && !/^\p{Lu}\p{L}{4,}$/u.test(name ?? ''))
        ? null
        : [...series(name, position, whole), ...text(rest)],
    'u',
  ),
];

/** "11-22-63" is a day and no place in a series. */
const DAY = /^\d{1,2}([-.])\d{1,2}\1\d{2,4}$/u;

export function seriesForms(whole: string, around: Surrounding = {}): readonly SeriesForm[] {
  if (DAY.test(whole)) return [{ kind: 'text', text: whole }];
  for (const { pattern, applies, read } of RULES) {
    if (applies && !applies(around)) continue;
    const groups = pattern.exec(whole)?.groups;
    const forms = groups ? read(groups, whole) : null;
    if (forms)
      return forms.flatMap((form) =>
        form.kind === 'text' && form.text !== whole ? seriesForms(form.text) : [form],
      );
  }
  return [{ kind: 'text', text: whole }];
}

function rule(pattern: string, read: Rule['read'], flags = 'iu'): Rule {
  return {
    pattern: new RegExp(`^${pattern}$`, flags),
    read,
    applies: ({ isBracketed }) => isBracketed !== true,
  };
}

function bracketed(pattern: string): Rule {
  return {
    pattern: new RegExp(`^${pattern}$`, 'iu'),
    applies: ({ isBracketed }) => isBracketed === true,
    read: ({ name, position }, whole) =>
      /(?:^|\s)(?:aby|bby|ad|bc|bce|ce|ed|edition)$/iu.test(whole)
        ? null
        : series(name, position, whole, 'bracketed'),
  };
}

/** "The 7", "Chapter 3": such words go on with what follows, so no series ends in one. */
function isLeftOpen(name: string | undefined): boolean {
  const [first = '', ...others] = (name ?? '').split(/\s+/u);
  const last = others.at(-1) ?? first;
  // "Emma Next 1" is somebody's, "The Next 1" nobody's.
  if (others.length > 0 && /^Next$/u.test(last) && !FUNCTION_WORD.test(first)) return false;
  return FUNCTION_WORD.test(last);
}

function at(position: string | undefined): SeriesForm {
  return { kind: 'position', position: placeOf(position ?? '') };
}

function series(
  name: string | undefined,
  position: string | undefined,
  whole: string,
  form: SeriesKind = 'plain',
): readonly SeriesForm[] {
  // "The Band, 3": the word is all that the name has.
  if (/^(?:the|an?|der|die|das)$/iu.test((name ?? '').trim())) {
    const all = /^(?<all>.*\p{L})[\s,#]*\d[^\p{L}]*$/u.exec(whole)?.groups?.['all'] ?? whole;
    return [{ kind: 'series', name: all, position: placeOf(position ?? ''), whole, form }];
  }
  // "The Nine Harbour Books 4": of one number, "Books" belongs to the name.
  const isPlural = /[^,]\sbooks\s+#?\d{1,2}$/iu.test(whole) && !/[\s-]books$/iu.test(name ?? '');
  const clean = `${(name ?? '').replace(/[\s,:;#-]+$/u, '').trim()}${isPlural ? ' Books' : ''}`;
  return [{ kind: 'series', name: clean, position: placeOf(position ?? ''), whole, form }];
}

function text(value: string | undefined): readonly SeriesForm[] {
  const clean = (value ?? '').trim();
  return clean === '' ? [] : [{ kind: 'text', text: clean }];
}
