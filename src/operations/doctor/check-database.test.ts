import { expect, it } from 'vitest';
import { type DatabaseReading, judgeDatabase } from './check-database.ts';

const SOUND: DatabaseReading = {
  version: '15.4',
  versionNumber: 150_004,
  encoding: 'UTF8',
  collationThen: '2.36',
  collationNow: '2.36',
  hasTrigrams: true,
  mayCreateInSchema: true,
  mayCreateSchemas: true,
  isReadOnly: false,
  connectionsFree: 80,
  connectionsMax: 100,
  schema: { standing: 'current', fault: null, migrations: [] },
};

const faultsOf = (reading: Partial<DatabaseReading>) =>
  judgeDatabase({ ...SOUND, ...reading }).filter(({ status }) => status !== 'ok');

it('finds nothing wrong with a sound one', () => {
  expect(faultsOf({})).toEqual([]);
  // Before 15 nobody says.
  expect(faultsOf({ collationThen: null, collationNow: null })).toEqual([]);
});

it.each<[string, Partial<DatabaseReading>, string, string, RegExp]>([
  [
    'a version that is too old',
    { version: '13.9', versionNumber: 130_009 },
    'database',
    'error',
    /14 or newer/,
  ],
  ['a standby', { isReadOnly: true }, 'database', 'error', /read-write/],
  [
    'a schema that lacks a migration',
    { schema: { standing: 'behind', fault: null, migrations: [{ name: '0003-x', state: 'missing' }] } },
    'schema',
    'error',
    /migrate up/,
  ],
  [
    'a schema of a newer version',
    { schema: { standing: 'ahead', fault: 'It was made by a newer version.', migrations: [] } },
    'schema',
    'error',
    /nothing was changed/,
  ],
  ['a missing extension', { hasTrigrams: false }, 'database_rights', 'warning', /create extension pg_trgm/],
  ['a missing right', { mayCreateSchemas: false }, 'database_rights', 'warning', /grant create/],
  ['another encoding', { encoding: 'SQL_ASCII' }, 'database_text', 'error', /UTF8/],
  ['sorting rules that changed', { collationNow: '2.41' }, 'database_text', 'warning', /reindex/],
  [
    'hardly any connection left',
    { connectionsFree: 2 },
    'database_connections',
    'warning',
    /max_connections/,
  ],
  ['room for no process', { connectionsMax: 10 }, 'database_connections', 'warning', /max_connections/],
])('tells of %s', (_, reading, name, status, whatToDo) => {
  expect(faultsOf(reading)).toEqual([
    { name, status, detail: expect.any(String), what_to_do: expect.stringMatching(whatToDo) },
  ]);
});
