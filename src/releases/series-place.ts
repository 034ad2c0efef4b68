import type { SeriesPlace } from './parsed-release.ts';

const NUMBER_WORDS = 'one two three four five six seven eight nine ten eleven twelve'.split(' ');
const ROMAN: Readonly<Record<string, number>> = { i: 1, v: 5, x: 10, l: 50 };

const MARKER =
  '(?:books?|bks?|vol(?:ume)?s?|band|bd|teil|tome|folge|episode|libro|livre|deel|bok|część|tom|episode|part|no)\\.?';
const NUMBER = '\\d{1,3}(?:\\.\\d{1,2})?';
const SPELT = `(?:${NUMBER}|${NUMBER_WORDS.join('|')}|[ivxl]{1,6})`;
const END = '(?![\\p{L}\\p{N}])';

/** "Book 3", "Vol. 2", "#4", "Book One", "Volume II": the number of a volume, as a pattern with one group. */
export const VOLUME_MARK = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${MARKER}\\s*#?\\s*(${SPELT})|#\\s?(${NUMBER}))${END}`,
  'iu',
);

const WITH_MARKER = new RegExp(
  `^(.*?)[\\s,:;-]*(?<![\\p{L}\\p{N}])(?:${MARKER}\\s*#?\\s*|#\\s?)(${SPELT})$`,
  'iu',
);
const MARKER_FIRST = new RegExp(`^${MARKER}\\s*(${SPELT})\\s+(?:of|in|aus|de)\\s+(.+)$`, 'iu');
const PLAIN_NUMBER = new RegExp(`^(.*\\p{L}.*?)[\\s,]+(?:F\\s?)?(${NUMBER})$`, 'u');

/**
 * Reads "Mistborn 03", "Binding Words, Book 2", "The Legends, #2", "Book 4 of The Expanse" as the place in a series;
 * the name is empty where the text is a bare "Book 2". Null where the text gives no number.
 */
export function seriesPlaceOf(text: string): (SeriesPlace & { readonly position: string }) | null {
  const trimmed = text.trim();
  const first = MARKER_FIRST.exec(trimmed);
  if (first?.[1] && first[2]) return place(first[2], first[1]);
  const marked = WITH_MARKER.exec(trimmed);
  if (marked?.[2]) return place(marked[1] ?? '', marked[2]);
  const plain = PLAIN_NUMBER.exec(trimmed);
  return plain?.[1] && plain[2] ? place(plain[1], plain[2]) : null;
}

function place(name: string, number: string): SeriesPlace & { readonly position: string } {
  return { name: seriesName(name), position: volumeNumber(number) };
}

/** "Folge 212 und der weisse Leopard": the numbered episode of a radio series; null for any other text. */
export function episodeOf(text: string): { readonly number: string; readonly title: string } | null {
  const [, number, title] = /^(?:F|Folge|Episode|Ep)\s?(\d{1,3})\s+(.+)$/iu.exec(text) ?? [];
  return number && title ? { number: volumeNumber(number), title } : null;
}

/** The name of a series without the words that only say that it is one: "Full Metal Superhero Series" → "Full Metal Superhero". */
export function seriesName(text: string): string {
  return text
    .replace(/[\s,:;.–-]+$/u, '')
    .replace(/^[\s,:;–-]+/u, '')
    .replace(/(?<=\S)\s+series$/iu, '')
    .trim();
}

/** "03" → "3", "Two" → "2", "IV" → "4", "2.50" → "2.5"; a range keeps its dash. */
export function volumeNumber(text: string): string {
  const trimmed = text.trim().toLowerCase();
  const spelt = NUMBER_WORDS.indexOf(trimmed);
  if (spelt >= 0) return String(spelt + 1);
  if (/^[ivxl]+$/u.test(trimmed)) return String(romanValue(trimmed));
  if (/^\d+(?:\.\d+)?$/u.test(trimmed)) return String(Number(trimmed));
  const numbers = (trimmed.match(/\d+(?:\.\d+)?/gu) ?? []).map(Number);
  const [from, to] = [numbers[0], numbers.at(-1)];
  if (from === undefined || to === undefined) return trimmed;
  return from === to ? String(from) : `${from}-${to}`;
}

function romanValue(text: string): number {
  const values = [...text].map((letter) => ROMAN[letter] ?? 0);
  return values.reduce((sum, value, index) => sum + (value < (values[index + 1] ?? 0) ? -value : value), 0);
}
