/** How a place in a series is written, as sources of regular expressions and what they mean. */
const NUMBER_WORDS =
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  );
const ROMAN = 'i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx'.split(' ');

const SINGLE = String.raw`\d{1,3}(?:\.\d{1,2})?`;
const AND = String.raw`\s*(?:[-–&,+]|and|to|through|thru|bis|und)\s*#?`;

/** "3", "0.5". */
export const NUMBER = String.raw`${SINGLE}(?![\d])`;
/** "1-3", "5, 6, 7", "1 through 5", or a single one. */
export const NUMBERS = String.raw`${SINGLE}(?:${AND}${SINGLE}){0,12}(?!\d)`;
/** "Book", "Vol." and their like behind the name of a series. "Henry IV, Part 2" is in none. */
export const VOLUME_OF = String.raw`(?:volumes?|vols?\.?|books?|bks?\.?|bände|band|bd\.?|teil|tomes?|livre|libro|boek|deel|bok|bog|folge|f(?=\d{2,3}(?!\d))|t(?=\d{1,2}(?!\d))|episode|ep\.?|no\.?|nr\.?|część|tom|книга|том)`;
/** Before a number that stands alone, parts count, too. */
export const VOLUME = String.raw`(?:${VOLUME_OF}|parts?|pts?\.?)`;
/** After such a word also "Two" and "IV" are numbers. */
export const SPELT = String.raw`(?:${NUMBERS}|(?:${[...NUMBER_WORDS, ...ROMAN].toSorted((a, b) => b.length - a.length).join('|')})(?![\p{L}\p{N}]))`;

/** "02" is "2", "IV" is "4", "Two" is "2", "1 through 3" and "1, 2, 3" are "1-3". */
export function placeOf(text: string): string {
  const spelt = text.trim().toLowerCase();
  const at = Math.max(NUMBER_WORDS.indexOf(spelt), ROMAN.indexOf(spelt));
  if (at >= 0) return String(at + 1);
  const numbers = (spelt.match(/\d+(?:\.\d+)?/gu) ?? []).map(Number);
  const [first] = numbers;
  const last = numbers.at(-1);
  if (first === undefined || last === undefined) return spelt;
  return first === last ? String(first) : `${first}-${last}`;
}

/** "3 Emma", "Book 2.5: Emma", "1-3 Emma". */
export const LEADING_NUMBER =
  /^(?:(?:book|vol\.?|volume|band|teil|tome)\s)?#?(?<position>\d{1,3}(?:\.\d{1,2}|\s?-\s?\d{1,3})?)[\s.:]+(?<rest>(?:\d{1,3}\s)?\p{L}.*)$/iu;
