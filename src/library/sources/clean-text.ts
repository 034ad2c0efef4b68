const LONGEST_LINE = 1_000;
const LONGEST_TEXT = 20_000;

/** One line without control characters: PostgreSQL refuses NUL, and a title has no line breaks. */
export function cleanLine(text: string): string {
  return text
    .slice(0, LONGEST_LINE)
    .toWellFormed()
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim();
}

/** A text of several lines, at most one of two in a row empty; its other control characters become spaces. */
export function cleanText(text: string): string {
  return text
    .slice(0, LONGEST_TEXT)
    .toWellFormed()
    .split(/\r\n?|\n/u)
    .map((line) => line.replace(/\p{Cc}+/gu, ' ').trimEnd())
    .join('\n')
    .replace(/\n{3,}/gu, '\n\n')
    .trim();
}
