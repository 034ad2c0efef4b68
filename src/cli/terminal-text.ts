const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' });
const TWO_CELLS =
  /^(?:\p{Script=Han}|\p{Script=Hiragana}|\p{Script=Katakana}|\p{Script=Hangul}|\p{Emoji_Presentation}|[\u3000-\u303e\uff01-\uff60])/u;
const NO_CELL = /^[\p{Mn}\p{Cf}]/u;
const UNSAFE = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu;
const CUT = '…';

/** A text of foreign origin as one line: without what would steer the terminal or turn the writing round. */
export function printable(text: string): string {
  return text.replace(UNSAFE, ' ');
}

/** How many cells of a terminal a text takes. */
export function cellsOf(text: string): number {
  let cells = 0;
  for (const { segment } of GRAPHEMES.segment(text)) cells += cellsOfGrapheme(segment);
  return cells;
}

/** Cuts a text to so many cells, with an ellipsis where something is missing. */
export function cutToCells(text: string, cells: number): string {
  if (cellsOf(text) <= cells) return text;
  let kept = '';
  let used = cellsOf(CUT);
  for (const { segment } of GRAPHEMES.segment(text)) {
    used += cellsOfGrapheme(segment);
    if (used > cells) break;
    kept += segment;
  }
  return `${kept.trimEnd()}${CUT}`;
}

/** Fills a text up with spaces to so many cells. */
export function padToCells(text: string, cells: number, align: 'left' | 'right'): string {
  const space = ' '.repeat(Math.max(0, cells - cellsOf(text)));
  return align === 'right' ? space + text : text + space;
}

/** Breaks a text between words into lines of so many cells, each one indented; null = one line. */
export function wrapText(text: string, cells: number | null, indent = ''): readonly string[] {
  if (cells === null) return [indent + text];
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (line !== '' && cellsOf(indent + longer) > cells) {
      lines.push(indent + line);
      line = word;
    } else line = longer;
  }
  return [...lines, indent + line];
}

function cellsOfGrapheme(grapheme: string): number {
  if (NO_CELL.test(grapheme)) return 0;
  return TWO_CELLS.test(grapheme) ? 2 : 1;
}
