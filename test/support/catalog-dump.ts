import { Client } from 'pg';

/** All that is known of items and their books, in the order of their paths, without numbers and moments of its own. */
export async function dumpCatalog(connection: object): Promise<readonly string[]> {
  const client = new Client(connection);
  await client.connect();
  try {
    const items = await client.query<{ item: unknown }>(ITEMS);
    const counts = await client.query<Record<string, number>>(COUNTS);
    return [...items.rows.map(({ item }) => lineOf(item)), ...counts.rows.map((row) => lineOf(row))];
  } finally {
    await client.end();
  }
}

const ITEMS = `
  select jsonb_build_object(
    'item', to_jsonb(item),
    'files', (select jsonb_agg(to_jsonb(file) order by place) from audio_file file
      where library_item_id = item.id),
    'recording', to_jsonb(recording),
    'narrators', (select jsonb_agg(to_jsonb(narrator) order by place)
      from recording_narrator link join narrator on narrator.id = link.narrator_id
      where link.recording_id = recording.id),
    'book', to_jsonb(book),
    'authors', (select jsonb_agg(to_jsonb(author) order by place)
      from book_author link join author on author.id = link.author_id where link.book_id = book.id),
    'series', (select jsonb_agg(jsonb_build_array(to_jsonb(series), link.position) order by series.name)
      from book_series link join series on series.id = link.series_id where link.book_id = book.id)
  ) as item
  from library_item item
  left join recording on recording.id = item.recording_id
  left join book on book.id = recording.book_id
  order by item.path collate "C"`;

const COUNTED = ['book', 'recording', 'author', 'narrator', 'series', 'book_author', 'book_series'];
const COUNTS = `select ${[...COUNTED, 'recording_narrator', 'library_item', 'audio_file']
  .map((table) => `(select count(*)::int from ${table}) as ${table}s`)
  .join(', ')}`;

function lineOf(value: unknown): string {
  return JSON.stringify(value, (key, part: unknown) => {
    if (isOwn(key)) return undefined;
    // The words in which a book is searched have no order.
    return key.startsWith('search_') && typeof part === 'string' ? part.split(' ').toSorted() : part;
  });
}

/** Numbers that a database gives, and when something was noted. */
function isOwn(key: string): boolean {
  return (
    key === 'id' ||
    key === 'at' ||
    key.endsWith('_id') ||
    (key.endsWith('_at') && !key.startsWith('modified'))
  );
}
