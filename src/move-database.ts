import type pg from 'pg';
import { systemClock } from './base/clock.ts';
import { Conflict, Invalid } from './base/errors.ts';
import { plural } from './base/quantities.ts';
import { fillDatabase, mayReplace } from './fill-database.ts';
import { isSameDatabase } from './operations/archive/is-same-database.ts';
import { openSnapshot } from './operations/archive/open-snapshot.ts';
import { withDatabaseAt, withOwnConnection } from './own-database.ts';
import type { Config } from './platform/config.ts';
import { connectionOf } from './platform/connection-of.ts';
import { reachDatabase } from './platform/reach-database.ts';
import { readVersion } from './platform/version.ts';
import { refuseWhileLive } from './refuse-while-live.ts';
import { ROOT } from './root.ts';
import type { Told } from './told.ts';
import type { CommandControl } from './under-way.ts';

/** Stands for the database that the program runs itself. */
const EMBEDDED = 'embedded';

interface MoveOptions {
  readonly to?: string;
  readonly from?: string;
  readonly yes?: boolean;
}

/** Carries everything from one database into another, which it is compared with; the first stays as it is. */
export async function moveDatabase(
  config: Config,
  options: MoveOptions,
  control: CommandControl,
): Promise<Told> {
  const from = options.from ?? config.databaseUrl ?? EMBEDDED;
  const to = options.to ?? EMBEDDED;
  for (const [name, place] of [
    ['--from', from],
    ['--to', to],
  ] as const) {
    if (place !== EMBEDDED && !/^postgres(?:ql)?:\/\//.test(place))
      throw new Invalid(`${name} must be postgresql://user:password@host/name, or embedded.`);
  }
  if (from === to) throw new Conflict('--from and --to are the same database.');
  return withPlace(config, '--from', from, (source) =>
    withPlace(config, '--to', to, (target) => move(config, { from, source, to, target, options }, control)),
  );
}

interface Move {
  readonly from: string;
  readonly source: pg.ClientConfig;
  readonly to: string;
  readonly target: pg.ClientConfig;
  readonly options: MoveOptions;
}

async function move(
  config: Config,
  { from, source, to, target, options }: Move,
  control: CommandControl,
): Promise<Told> {
  if (await isSameDatabase(source, target)) throw new Conflict('--from and --to are the same database.');
  // Nobody else is at the embedded one: it could not have been started for this otherwise.
  if (from !== EMBEDDED) await withDatabaseAt(source, (db) => refuseWhileLive(db));
  if (to !== EMBEDDED) await withDatabaseAt(target, (db) => refuseWhileLive(db));
  const refusal = await mayReplace(target, {
    yes: options.yes,
    what: 'The database of --to',
    by: 'that of --from',
  });
  if (refusal !== null) return refusal;
  const version = await readVersion(ROOT);
  await using snapshot = await openSnapshot(
    { connection: source, clock: systemClock },
    { ...control, version },
  );
  const { rows, safetyPath } = await fillDatabase(config, target, snapshot, { ...control, label: 'Moving' });
  const tables = snapshot.manifest.tables.length;
  return {
    status: 0,
    document: { rows, tables, to: withoutPassword(to), safety_path: safetyPath },
    lines: [
      `Moved ${plural(rows, 'row')} of ${plural(tables, 'table')}: counts and checksums are the same on both sides.`,
      ...(safetyPath === null ? [] : [`What was there before is in ${safetyPath}.`]),
      to === EMBEDDED
        ? 'Remove DATABASE_URL from the configuration, then start MAMcrawler: it works with its own database again.'
        : `Set DATABASE_URL=${withoutPassword(to)} (with the password), then start MAMcrawler.`,
      'The database that it came from is as it was. Remove it once all is well.',
    ],
  };
}

async function withPlace<T>(
  config: Config,
  name: string,
  place: string,
  work: (connection: pg.ClientConfig) => Promise<T>,
): Promise<T> {
  if (place === EMBEDDED) return withOwnConnection({ ...config, databaseUrl: null }, work);
  await reachDatabase(place, name);
  return work(connectionOf(place));
}

/** Whoever is told where it is knows the password. */
function withoutPassword(url: string): string {
  return url.replace(/^([^:]+:\/\/[^:@/?#]*):.*@/, '$1:…@').replace(/([?&]password=)[^&]*/g, '$1…');
}
