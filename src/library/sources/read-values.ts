import { normalPosition } from '../series-text.ts';

/** An ASIN as Audible gives them; null for anything else. */
export function readAsin(text: string): string | null {
  const asin = text.trim().toUpperCase();
  return /^(?:B0[A-Z0-9]{8}|\d{9}[\dX])$/u.test(asin) ? asin : null;
}

/** The digits of an ISBN, "urn:isbn:" and dashes left out; null for anything else. */
export function readIsbn(text: string): string | null {
  const digits = text.toUpperCase().replace(/^\s*(?:URN:)?ISBN(?:-1[03])?[:\s]*|[\s-]/gu, '');
  return /^(?:97[89]\d{10}|\d{9}[\dX])$/u.test(digits) ? digits : null;
}

/** The year of a date; programs write 0000 and 0101 where they know none. */
export function readYear(text: string): number | null {
  const year = Number(/(?<!\d)(\d{4})(?!\d)/u.exec(text.slice(0, 200))?.[1]);
  return year > 101 && year <= 2100 ? year : null;
}

/** A place in a series as it is compared: "Book 02" is "2", "2.50" is "2.5", "3/7" is "3", "1 – 3" is "1-3". */
export function readPosition(text: string): string | null {
  const number = String.raw`\d{1,4}(?:\.\d{1,2})?`;
  const found = new RegExp(
    String.raw`^[^\d]{0,40}(${number}(?:\s*[-–&]\s*${number})?)(?:\s*(?:\/|of)\s*\d+)?\s*$`,
    'iu',
  );
  const position = found.exec(text.slice(0, 100))?.[1];
  return position === undefined ? null : normalPosition(position);
}
