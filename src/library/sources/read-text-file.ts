import { dramatisedBy } from '../dramatised-mark.ts';
import { cleanLine } from './clean-text.ts';
import { htmlText } from './html-text.ts';
import { namesIn } from './names-in.ts';
import { SILENT, type Statement } from './statement.ts';

/** `desc.txt`: all of it describes the book. */
export function readDescription(text: string): Statement {
  const description = htmlText(text) || null;
  return { ...SILENT, description, dramatised: dramatisedBy({ comment: description }) };
}

const MOST_LINES = 20;
const WORDS_AROUND =
  /^(?:(?:read|narrated|performed|spoken) by|narrators?|readers?|gelesen von|sprecher(?:in)?)\s*:?\s+/iu;

/** `reader.txt`: whoever reads, one or several on a line. */
export function readReaders(text: string): Statement {
  const lines = text.split('\n', MOST_LINES).map((line) => cleanLine(line).replace(WORDS_AROUND, ''));
  return { ...SILENT, narrators: [...new Set(lines.flatMap(namesIn))] };
}
