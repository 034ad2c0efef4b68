import { Parser } from 'htmlparser2';
import { cleanText } from './clean-text.ts';

const MAX_DEPTH = 100;
const LONGEST_MARKUP = 100_000;
const BLOCK = new Set([
  'p',
  'div',
  'br',
  'li',
  'ul',
  'ol',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'tr',
  'hr',
  'blockquote',
]);
const UNSEEN = new Set(['script', 'style', 'head', 'title']);

/** The words of a text that may be HTML, its paragraphs as lines; a text without markup is answered as it is. */
export function htmlText(text: string): string {
  const markup = text.slice(0, LONGEST_MARKUP);
  if (!/<[a-z/!]|&(?:[a-z]{2,8}|#x?\d+);/iu.test(markup)) return cleanText(markup);
  let seen = '';
  let depth = 0;
  let unseen = 0;
  const parser = new Parser({
    onopentag(name) {
      depth += 1;
      // The parser's cost would grow with the square of the depth.
      if (depth > MAX_DEPTH) parser.pause();
      if (UNSEEN.has(name)) unseen += 1;
      if (BLOCK.has(name)) seen += name === 'p' ? '\n\n' : '\n';
    },
    ontext(part) {
      if (unseen === 0) seen += part.replace(/\s+/gu, ' ');
    },
    onclosetag(name) {
      depth -= 1;
      if (UNSEEN.has(name)) unseen -= 1;
      if (BLOCK.has(name) && name !== 'br') seen += '\n';
    },
  });
  parser.write(markup);
  if (depth <= MAX_DEPTH) parser.end();
  return cleanText(
    seen
      .split('\n')
      .map((line) => line.trim())
      .join('\n'),
  );
}
