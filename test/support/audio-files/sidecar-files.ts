import type { MadeUpBook } from './made-up-book.ts';
import type { SampleChapter } from './sample-tags.ts';

/** What other programs put beside the audio. */
export const SIDECARS = ['metadata_json', 'opf', 'nfo', 'desc_txt', 'cue'] as const;
export type Sidecar = (typeof SIDECARS)[number];

export interface SidecarBook extends MadeUpBook {
  readonly authors: readonly string[];
  readonly description: string;
  readonly chapters: readonly SampleChapter[];
  /** The name of its only file; null where there are several. */
  readonly file: string | null;
}

/** The files of one kind of sidecar: names and contents. */
export function sidecarFiles(kind: Sidecar, book: SidecarBook): readonly (readonly [string, string])[] {
  switch (kind) {
    case 'metadata_json':
      return [['metadata.json', metadataJson(book)]];
    case 'opf':
      return [['metadata.opf', opf(book)]];
    case 'nfo':
      return [[`${book.title}.nfo`, nfo(book)]];
    case 'desc_txt':
      return [
        ['desc.txt', `${book.description}\n`],
        ['reader.txt', `${book.narrator}\n`],
      ];
    case 'cue':
      return book.file === null ? [] : [[`${book.file.replace(/\.[^.]*$/u, '')}.cue`, cue(book, book.file)]];
  }
}

/** As Audiobookshelf writes it. */
function metadataJson(book: SidecarBook): string {
  return JSON.stringify(
    {
      tags: [],
      chapters: book.chapters.map(({ title, startSeconds, endSeconds }, id) => ({
        id,
        start: startSeconds,
        end: endSeconds,
        title,
      })),
      title: book.title,
      subtitle: null,
      authors: book.authors,
      narrators: [book.narrator],
      series: book.series === null ? [] : [`${book.series.name} #${book.series.place}`],
      genres: [],
      publishedYear: `${book.year}`,
      publishedDate: null,
      publisher: book.tags.publisher,
      description: book.description,
      isbn: null,
      asin: book.tags.asin,
      language: 'English',
      explicit: false,
      abridged: false,
    },
    null,
    2,
  );
}

/** As Calibre writes it. */
function opf(book: SidecarBook): string {
  const series =
    book.series === null
      ? ''
      : `
    <meta name="calibre:series" content="${escaped(book.series.name)}"/>
    <meta name="calibre:series_index" content="${book.series.place}"/>`;
  const authors = book.authors.map((name) => `<dc:creator opf:role="aut">${escaped(name)}</dc:creator>`);
  return `<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="2.0" unique-identifier="uuid_id">
  <metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">
    <dc:title>${escaped(book.title)}</dc:title>
    ${authors.join('\n    ')}
    <dc:creator opf:role="nrt">${escaped(book.narrator)}</dc:creator>
    <dc:description>${escaped(book.description)}</dc:description>
    <dc:publisher>${escaped(book.tags.publisher ?? '')}</dc:publisher>
    <dc:date>${book.year}-01-01T00:00:00+00:00</dc:date>
    <dc:language>eng</dc:language>${series}
  </metadata>
</package>
`;
}

function nfo(book: SidecarBook): string {
  return `General Information
===================
 Title:                  ${book.title}
 Author:                 ${book.authors.join(', ')}
 Read By:                ${book.narrator}
 Copyright:              ${book.year}
 Series Name:            ${book.series?.name ?? ''}
 Position in Series:     ${book.series?.place ?? ''}
 Unabridged:             Yes

Book Description
================
${book.description}
`;
}

function cue(book: SidecarBook, file: string): string {
  const tracks = book.chapters.map(({ title, startSeconds }, at) => {
    const minutes = String(Math.floor(startSeconds / 60)).padStart(2, '0');
    const seconds = String(Math.floor(startSeconds % 60)).padStart(2, '0');
    return `  TRACK ${String(at + 1).padStart(2, '0')} AUDIO\n    TITLE "${title}"\n    INDEX 01 ${minutes}:${seconds}:00`;
  });
  return `PERFORMER "${book.author}"\nTITLE "${book.title}"\nFILE "${file}" WAVE\n${tracks.join('\n')}\n`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
