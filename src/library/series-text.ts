import type { SeriesTag } from './audio-reading.ts';

const NUMBER = String.raw`\d{1,4}(?:\.\d{1,2})?(?:\s*[-–&]\s*\d{1,4}(?:\.\d{1,2})?)?`;
const WORD = String.raw`books?|bk\.?|vol(?:ume)?s?\.?|part|pt\.?|band|bd\.?|teil|tome|livre|libro|boek|deel|no\.?|nr\.?|episode|ep\.?`;
const AT_END = new RegExp(
  String.raw`^(?<name>.*?[\p{L}\p{N}!?'’).])[\s,;:–-]*(?:[\s,;:(\[]#\s*|#\s*|(?<word>[\s,;:(\[](?:${WORD}))\s*#?\s*)(?<position>${NUMBER})\s*[)\]]?$`,
  'iu',
);

/** A series named with its place: "Earthsea #2.5", "Earthsea, Book 02", "Earthsea (Book 2)"; null for anything else. */
export function seriesInText(text: string): SeriesTag | null {
  const found = AT_END.exec(text.trim())?.groups;
  const name = found?.['name']?.trim();
  const position = found?.['position'];
  if (!name || !position) return null;
  // "Books 1-3" are places of a series, "Christmas Books #2" is one.
  const isOfName = /^\s(?:books|volumes|vols)$/iu.test(found['word'] ?? '') && /^[\d.]+$/u.test(position);
  return { name: isOfName ? name + found['word'] : name, position: normalPosition(position) };
}

/** "02" is "2", "2.50" is "2.5", "1 – 3" and "1 & 3" are "1-3". */
export function normalPosition(text: string): string {
  return text
    .split(/\s*(?:[-–&]|and)\s*/iu)
    .map((number) => String(Number(number)))
    .join('-');
}
