import { sql } from 'kysely';
import { z } from 'zod';
import { NotFound } from '../base/errors.ts';
import { decodeCursor, type Page, type PageRequest, toPage } from '../base/page.ts';
import { type Database, json, type Tx } from '../platform/database.ts';
import { pageById } from '../platform/page-by-id.ts';
import { type SealedColumn, sealedColumn } from '../platform/sealed-column.ts';
import type { SecretBox } from '../platform/secret-box.ts';
import type { ParsedRelease } from '../releases/parsed-release.ts';
import type { Verdict } from '../releases/verdict.ts';

const IndexerResults = z.array(
  z.object({ indexer_id: z.number(), name: z.string(), found: z.number(), error: z.string().nullable() }),
);
export type IndexerResults = z.output<typeof IndexerResults>;

const Sought = z.object({
  title: z.string(),
  authors: z.array(z.string()),
  narrators: z.array(z.string()),
  language: z.string().nullable(),
});
export type Sought = z.output<typeof Sought>;

export interface Search {
  readonly id: number;
  readonly wanted_book_id: number | null;
  readonly sought: Sought;
  readonly outcome: string | null;
  readonly indexers: IndexerResults;
  readonly started_at: Date;
  readonly finished_at: Date | null;
  readonly release_count: number;
  readonly accepted_count: number;
  readonly chosen_release_id: number | null;
}

/** A release as it was judged; its link stays sealed. */
export interface Release {
  readonly id: number;
  readonly search_id: number;
  readonly indexer_id: number | null;
  readonly indexer_name: string;
  readonly title: string;
  readonly info_url: string | null;
  readonly size_bytes: number | null;
  readonly seeders: number | null;
  readonly leechers: number | null;
  readonly published_at: Date | null;
  readonly categories: readonly number[];
  readonly parsed: ParsedRelease;
  readonly accepted: boolean;
  readonly reasons: Verdict['reasons'];
  readonly score: number;
  readonly score_parts: Verdict['scoreParts'];
  readonly place: number;
  readonly chosen_at: Date | null;
  readonly failure: string | null;
}

export interface NewRelease {
  readonly indexer_id: number;
  readonly indexer_name: string;
  readonly title: string;
  readonly downloadUrl: string;
  readonly info_url: string | null;
  readonly size_bytes: number | null;
  readonly seeders: number | null;
  readonly leechers: number | null;
  readonly published_at: Date | null;
  readonly categories: readonly number[];
  readonly verdict: Verdict;
}

/** What a change of the secret key has to seal anew. */
export const SEALED_RELEASE_COLUMNS: readonly SealedColumn[] = [
  sealedColumn({
    table: 'release',
    column: 'download_url_encrypted',
    label: 'indexer_name',
    what: (name) => `links of releases that ${name} offered`,
  }),
];

export async function insertSearch(db: Database, wantedBookId: number, sought: Sought): Promise<number> {
  const { id } = await db
    .insertInto('search')
    .values({ wanted_book_id: wantedBookId, sought: json(sought) })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

export async function finishSearch(
  db: Database,
  id: number,
  end: { readonly outcome: string; readonly indexers: IndexerResults; readonly at: Date },
): Promise<void> {
  await db
    .updateTable('search')
    .set({
      outcome: end.outcome,
      indexers: json(end.indexers),
      // A clock that was set back in the meantime lets nothing end before it began.
      finished_at: sql<Date>`greatest(${end.at}::timestamptz, started_at)`,
    })
    .where('id', '=', id)
    .execute();
}

const ROWS_PER_INSERT = 500;

/** Stores releases in the order of the ranking. */
export async function insertReleases(
  tx: Tx,
  secretBox: SecretBox,
  searchId: number,
  releases: readonly NewRelease[],
): Promise<void> {
  for (let from = 0; from < releases.length; from += ROWS_PER_INSERT) {
    const rows = releases
      .slice(from, from + ROWS_PER_INSERT)
      .map(({ downloadUrl, verdict, ...release }, at) => ({
        ...release,
        search_id: searchId,
        categories: [...release.categories],
        download_url_encrypted: secretBox.seal(downloadUrl),
        parsed: json(verdict.parsed),
        accepted: verdict.accepted,
        reasons: json(verdict.reasons),
        score: verdict.score,
        score_parts: json(verdict.scoreParts),
        place: from + at,
      }));
    await tx.insertInto('release').values(rows).execute();
  }
}

export async function markReleaseChosen(tx: Tx, id: number, at: Date): Promise<void> {
  await tx.updateTable('release').set({ chosen_at: at, failure: null }).where('id', '=', id).execute();
}

export async function markReleaseFailed(tx: Tx, id: number, failure: string): Promise<void> {
  await tx.updateTable('release').set({ failure }).where('id', '=', id).execute();
}

export async function readRelease(db: Database, id: number): Promise<Release> {
  const row = await selectReleases(db).where('id', '=', id).executeTakeFirst();
  if (row === undefined) throw new NotFound(`There is no release ${id}.`);
  return row;
}

export async function openReleaseLink(db: Database, secretBox: SecretBox, id: number): Promise<string> {
  const { download_url_encrypted } = await db
    .selectFrom('release')
    .select('download_url_encrypted')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return secretBox.open(download_url_encrypted);
}

/** The best accepted release of a search that was not tried for this want before, in this search or an earlier one. */
export async function bestUntriedRelease(db: Database, searchId: number): Promise<Release | null> {
  const row = await selectReleases(db)
    .where('search_id', '=', searchId)
    .where('accepted', '=', true)
    .where('failure', 'is', null)
    .where('chosen_at', 'is', null)
    .where(
      sql<boolean>`not exists (
        select from release tried join search earlier on earlier.id = tried.search_id
        where earlier.wanted_book_id = (select wanted_book_id from search where id = ${searchId})
          and tried.failure is not null and tried.title = release.title and tried.indexer_name = release.indexer_name
          and tried.size_bytes is not distinct from release.size_bytes)`,
    )
    .orderBy('place')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

/** Best first. */
export async function listReleases(
  db: Database,
  searchId: number,
  page: PageRequest,
): Promise<Page<Release>> {
  let query = selectReleases(db)
    .where('search_id', '=', searchId)
    .orderBy('place')
    .limit(page.limit + 1);
  if (page.cursor !== undefined)
    query = query.where('place', '>', Number(decodeCursor(page.cursor, ['number'])[0]));
  return toPage(await query.execute(), page.limit, ({ place }) => [place]);
}

export async function readSearch(db: Database, id: number): Promise<Search> {
  const row = await selectSearches(db).where('search.id', '=', id).executeTakeFirst();
  if (row === undefined) throw new NotFound(`There is no search ${id}.`);
  return presentSearch(row);
}

export async function listSearches(
  db: Database,
  page: PageRequest & { readonly wanted_id?: number | undefined },
): Promise<Page<Search>> {
  let query = selectSearches(db);
  if (page.wanted_id !== undefined) query = query.where('wanted_book_id', '=', page.wanted_id);
  const found = await pageById(query, 'search.id', 'desc', page);
  return { ...found, items: found.items.map(presentSearch) };
}

/** Keeps the newest search of each want; forgets older ones that began before an instant. */
export async function forgetSearchesBefore(db: Database, before: Date): Promise<void> {
  await sql`
    delete from search where started_at < ${before}
      and id not in (select max(id) from search group by wanted_book_id)`.execute(db);
}

function selectSearches(db: Database) {
  return db
    .selectFrom('search')
    .selectAll('search')
    .select([
      sql<number>`(select count(*) from release where search_id = search.id)`.as('release_count'),
      sql<number>`(select count(*) from release where search_id = search.id and accepted)`.as(
        'accepted_count',
      ),
      sql<number | null>`(
        select id from release where search_id = search.id and chosen_at is not null order by chosen_at desc limit 1
      )`.as('chosen_release_id'),
    ]);
}

type SearchRow = Omit<Search, 'sought' | 'indexers'> & {
  readonly sought: unknown;
  readonly indexers: unknown;
};

function presentSearch({ sought, indexers, ...row }: SearchRow): Search {
  return { ...row, sought: Sought.parse(sought), indexers: IndexerResults.parse(indexers) };
}

/** What stands in these JSON columns was written by `insertReleases` above and by nothing else. */
function selectReleases(db: Database) {
  return db
    .selectFrom('release')
    .select([
      'id',
      'search_id',
      'indexer_id',
      'indexer_name',
      'title',
      'info_url',
      'size_bytes',
      'seeders',
      'leechers',
      'published_at',
      'categories',
      'accepted',
      'score',
      'place',
      'chosen_at',
      'failure',
    ])
    .$narrowType<{ categories: number[] }>()
    .select([
      sql<ParsedRelease>`parsed`.as('parsed'),
      sql<Verdict['reasons']>`reasons`.as('reasons'),
      sql<Verdict['scoreParts']>`score_parts`.as('score_parts'),
    ]);
}
