import { compareNaturally } from '../base/text.ts';
import { shelvedBook } from '../library/browse-books.ts';
import { describeItem } from '../library/describe-item.ts';
import { lastPart } from '../library/group-files.ts';
import type { NamedRecording } from '../library/naming.ts';
import { readPath } from '../library/path/read-path.ts';
import type { Database } from '../platform/database.ts';
import type { WantedBook } from '../wanted/wanted-store.ts';
import type { ReadDownloadFile } from './gather-evidence.ts';
import type { InspectedDownload } from './inspect-download.ts';

/** What the target is named by: the wanted book, and what its files alone know, the narrator above all. */
export async function nameRecording(
  db: Database,
  wanted: WantedBook,
  inspected: InspectedDownload,
  files: readonly ReadDownloadFile[],
): Promise<NamedRecording> {
  const book = await shelvedBook(db, wanted.book_id);
  const inOrder = files.toSorted((a, b) => compareNaturally(a.file.name, b.file.name));
  const described = describeItem({
    named: readPath(
      inspected.name,
      inOrder.map(({ file }) => lastPart(file.name)),
    ),
    files: inOrder,
    sidecars: [],
    sourceOrder: null,
  });
  return {
    title: wanted.title,
    subtitle: wanted.subtitle,
    authors: wanted.authors.map(({ name }) => name),
    narrators: described.narrators.length > 0 ? described.narrators : wanted.narrators,
    series: book?.series[0] ?? described.series[0] ?? null,
    year: book?.published_year ?? described.publishedYear,
    asin: wanted.asin ?? described.asin,
    language: wanted.language ?? described.language,
  };
}
