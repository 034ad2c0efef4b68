import { languageCode } from '../../base/language.ts';
import { dramatisedBy } from '../dramatised-mark.ts';
import { seriesInText } from '../series-text.ts';
import { cleanLine } from './clean-text.ts';
import { htmlText } from './html-text.ts';
import { namesIn } from './names-in.ts';
import { readAsin, readIsbn, readYear } from './read-values.ts';
import type { Statement } from './statement.ts';

const MOST_LINES = 20_000;

/** What Audiobookshelf kept in a `metadata.abs` before it wrote JSON: `key=value`, then sections. Null for anything else. */
export function readMetadataAbs(text: string): Statement | null {
  const lines = text.split('\n', MOST_LINES);
  if (!/^;ABMETADATA/u.test(lines[0] ?? '')) return null;
  const fields = new Map<string, string>();
  const description: string[] = [];
  let section = '';
  for (const line of lines.slice(1)) {
    const head = /^\[(\w+)\]\s*$/u.exec(line)?.[1];
    if (head !== undefined) section = head.toUpperCase();
    else if (section === 'DESCRIPTION') description.push(line);
    else if (section === '' && !/^[;#]/u.test(line)) addField(fields, line);
  }
  const line = (key: string) => fields.get(key) ?? null;
  return {
    title: line('title'),
    subtitle: line('subtitle'),
    authors: namesIn(line('authors') ?? ''),
    narrators: namesIn(line('narrators') ?? ''),
    series: (line('series') ?? '')
      .split(/\s*,\s*/u)
      .filter((name) => name !== '')
      .slice(0, 20)
      .map((name) => seriesInText(name) ?? { name, position: null }),
    publishedYear: readYear(line('publishedyear') ?? ''),
    language: languageCode(line('language') ?? ''),
    publisher: line('publisher'),
    description: htmlText(description.join('\n')) || null,
    asin: readAsin(line('asin') ?? ''),
    isbn: readIsbn(line('isbn') ?? ''),
    abridged: line('abridged') === 'Y' ? true : line('abridged') === 'N' ? false : null,
    dramatised: dramatisedBy({
      titles: [line('title'), line('subtitle')],
      genres: (line('genres') ?? '').split(','),
      makers: [line('publisher'), line('narrators')],
      comment: description.join('\n'),
    }),
  };
}

function addField(fields: Map<string, string>, line: string): void {
  const at = line.indexOf('=');
  const value = at > 0 ? cleanLine(line.slice(at + 1)) : '';
  if (value !== '') fields.set(line.slice(0, at).trim().toLowerCase(), value);
}
