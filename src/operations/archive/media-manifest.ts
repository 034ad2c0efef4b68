import { Readable } from 'node:stream';
import type pg from 'pg';

const AT_ONCE = 1_000;

/** The audio files of all libraries, a line of JSON for each: by it one sees what was there, the files are no part. */
export function readMediaManifest(client: pg.ClientBase): Readable {
  return Readable.from(mediaLines(client));
}

async function* mediaLines(client: pg.ClientBase): AsyncGenerator<Buffer> {
  await client.query(
    `declare media no scroll cursor for
     select json_build_object('library', library.path, 'path', audio_file.path, 'size_bytes', audio_file.size_bytes)::text as line
     from audio_file join library_item on library_item.id = library_item_id join library on library.id = library_id
     order by library.id, audio_file.path collate "C"`,
  );
  for (;;) {
    const { rows } = await client.query<{ line: string }>(`fetch ${AT_ONCE} from media`);
    if (rows.length === 0) break;
    yield Buffer.from(rows.map(({ line }) => `${line}\n`).join(''));
  }
  await client.query('close media');
}
