import { numberOfRoman, numberOfWord } from '../spelled-number.ts';

/** One number in a name, and how it stands there. */
export interface NameNumber {
  readonly value: number;
  /** Digits before words before letters: "Part B" counts less than "Part 2". */
  readonly kind: 'digits' | 'spelled' | 'letter';
  /** The word before it: "chapter" of "Chapter 3", empty at the beginning. */
  readonly label: string;
  /** The how-manieth word it is. */
  readonly at: number;
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

export interface NumberedName {
  readonly numbers: readonly NameNumber[];
  /** "1 of 3": of how many. */
  readonly total: number | null;
}

const TOKEN =
  /\d+|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[\s-]+(?:one|two|three|four|five|six|seven|eight|nine)(?!\p{L})|\p{L}+/giu;
const OF = /(\d)\s*(?:of|von|de|av|\/)\s*(\d{1,4})(?!\d)/iu;

/** All that could be a number in the name of a file without its ending, or in a title. */
export function nameNumbers(name: string): NumberedName {
  const text = name.slice(0, 300).normalize('NFC');
  const total = OF.exec(text)?.[2];
  const tokens = ends(text.replace(OF, '$1').match(TOKEN) ?? []);
  const numbers = tokens.flatMap((token, at): NameNumber[] => {
    const isFirst = at === 0;
    const isLast = at === tokens.length - 1;
    const label = tokens[at - 1]?.toLowerCase() ?? '';
    return readings(token, label).map((reading) => ({ ...reading, label, at, isFirst, isLast }));
  });
  return { numbers, total: total === undefined ? null : Number(total) };
}

/** Nobody counts in the middle of a long name. */
function ends(tokens: readonly string[]): readonly string[] {
  return tokens.length <= 20 ? tokens : [...tokens.slice(0, 12), ...tokens.slice(-8)];
}

function readings(token: string, label: string): Pick<NameNumber, 'value' | 'kind'>[] {
  // Longer ones are dates and numbers of articles.
  if (/^\d+$/u.test(token)) return token.length > 4 ? [] : [{ value: Number(token), kind: 'digits' }];
  const spelled = numberOfWord(token) ?? (token.length <= 6 ? numberOfRoman(token) : null);
  const isLetter =
    /^[a-z]$/iu.test(token) && (label === '' || /^(?:\d+|side|seite|part|tape|disc)$/u.test(label));
  return [
    ...(spelled === null ? [] : [{ value: spelled, kind: 'spelled' } as const]),
    ...(isLetter ? [{ value: token.toLowerCase().charCodeAt(0) - 96, kind: 'letter' } as const] : []),
  ];
}
