import { sql } from 'kysely';
import type { Database } from '../../platform/database.ts';
import { folderOf } from '../group-files.ts';
import type { NamedRecording } from '../naming.ts';

/** An item with what it is named by. */
export interface ItemToPlace {
  readonly id: number;
  readonly path: string;
  /** As the row has it: null where it is the item's path. */
  readonly walkedFolder: string | null;
  /** The folder that it lies in; '' for the library's own. */
  readonly folder: string;
  /** In playing order. */
  readonly audioPaths: readonly string[];
  /** Null where no book is known of it. */
  readonly recording: NamedRecording | null;
}

interface Row {
  readonly id: number;
  readonly path: string;
  readonly folder: string | null;
  readonly audio_paths: readonly string[];
  readonly title: string | null;
  readonly subtitle: string | null;
  readonly authors: readonly string[];
  readonly narrators: readonly string[];
  readonly series: { readonly name: string; readonly position: string | null } | null;
  readonly year: number | null;
  readonly asin: string | null;
  readonly language: string | null;
}

const PAGE = 500;

/** The items of a library whose files are there, in the order of their ids, a page at a time. */
export async function* itemsToPlace(db: Database, libraryId: number): AsyncGenerator<readonly ItemToPlace[]> {
  let after = 0;
  for (;;) {
    const { rows } = await sql<Row>`
      select item.id, item.path, item.folder, book.title, book.subtitle, book.published_year as year,
        recording.asin, recording.language,
        array(select path from audio_file where library_item_id = item.id order by place) as audio_paths,
        array(select name from book_author join author on author.id = author_id
          where book_id = book.id order by place) as authors,
        array(select name from recording_narrator join narrator on narrator.id = narrator_id
          where recording_id = recording.id order by place) as narrators,
        (select json_build_object('name', series.name, 'position', book_series.position)
          from book_series join series on series.id = series_id
          where book_id = book.id order by series_id limit 1) as series
      from library_item as item
      left join recording on recording.id = item.recording_id
      left join book on book.id = recording.book_id
      where item.library_id = ${libraryId} and item.missing_since is null and item.id > ${after}
      order by item.id limit ${PAGE}`.execute(db);
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.id;
    yield rows.filter(({ audio_paths: audio }) => audio.length > 0).map(itemOf);
  }
}

function itemOf({ id, path, folder, audio_paths: audioPaths, title, ...named }: Row): ItemToPlace {
  const within = folder ?? path;
  // A single file, or discs beside each other: no folder bears the path.
  const isFolder = audioPaths.every((audio) => audio.startsWith(`${within}/`));
  return {
    id,
    path,
    walkedFolder: folder,
    folder: isFolder ? within : folderOf(path),
    audioPaths,
    recording: title === null ? null : { title, ...named },
  };
}
