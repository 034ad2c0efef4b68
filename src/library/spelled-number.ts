const ONES =
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const ORDINALS = 'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'.split(
  ' ',
);
const FOREIGN = [
  'eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf'.split(' '),
  'un deux trois quatre cinq six sept huit neuf dix onze douze'.split(' '),
  'uno dos tres cuatro cinco seis siete ocho nueve diez once doce'.split(' '),
];

/** A number that is written as a word: "Three", "twenty-one", "Third", "drei"; null for any other word. */
export function numberOfWord(text: string): number | null {
  const word = text.toLowerCase();
  for (const list of [ONES, ORDINALS, ...FOREIGN]) {
    const at = list.indexOf(word);
    if (at >= 0) return at + 1;
  }
  const [tens = '', ones] = word.split(/[\s-]+/u);
  const ten = TENS.indexOf(tens);
  if (ten < 0) return null;
  const one = ones === undefined ? -1 : ONES.indexOf(ones);
  if (ones !== undefined && (one < 0 || one > 8)) return null;
  return (ten + 2) * 10 + one + 1;
}

/** I to LXXXIX as they are properly written: "IV" is 4, "IIII" and "MIX" are none. */
export function numberOfRoman(text: string): number | null {
  const parts = /^(xl|l?x{0,3})(ix|iv|v?i{0,3})$/iu.exec(text);
  if (text === '' || parts === null) return null;
  const [, tens = '', ones = ''] = parts;
  return valueOfRoman(tens) + valueOfRoman(ones);
}

const VALUES: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50 };

function valueOfRoman(roman: string): number {
  const values = [...roman.toLowerCase()].map((letter) => VALUES[letter] ?? 0);
  return values.reduce((sum, value, at) => sum + (value < (values[at + 1] ?? 0) ? -value : value), 0);
}
