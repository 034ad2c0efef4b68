import { expect, it } from 'vitest';
import { readDatabaseAddress } from './database-address.ts';

const WRITE = 'target_session_attrs=read-write';

it.each([
  ['postgresql://u:p@one/db', ['one:5432'], ['postgresql://u:p@one/db'], false],
  [
    'postgresql://u:p%40@one:1/db?sslmode=require',
    ['one:1'],
    ['postgresql://u:p%40@one:1/db?sslmode=require'],
    false,
  ],
  [`postgresql://u:p@one/db?${WRITE}`, ['one:5432'], ['postgresql://u:p@one/db'], true],
  [
    `postgresql://u:p@one:1,two:2/db?${WRITE}&sslmode=require`,
    ['one:1', 'two:2'],
    ['postgresql://u:p@one:1/db?sslmode=require', 'postgresql://u:p@two:2/db?sslmode=require'],
    true,
  ],
  [
    `postgresql://[::1]:1,two/db?sslmode=require&target_session_attrs=any`,
    ['[::1]:1', 'two:5432'],
    ['postgresql://[::1]:1/db?sslmode=require', 'postgresql://two/db?sslmode=require'],
    false,
  ],
  [
    `postgresql://u:a&b@one/db?${WRITE}&sslmode=require&application_name=x`,
    ['one:5432'],
    ['postgresql://u:a&b@one/db?sslmode=require&application_name=x'],
    true,
  ],
  [
    `postgresql://u:a&b@one/db?sslmode=require&${WRITE}&application_name=x`,
    ['one:5432'],
    ['postgresql://u:a&b@one/db?sslmode=require&application_name=x'],
    true,
  ],
])('reads %s', (url, names, urls, needsPrimary) => {
  const address = readDatabaseAddress(url);
  expect(address?.servers.map(({ name }) => name)).toEqual(names);
  expect(address?.servers.map((server) => server.url)).toEqual(urls);
  expect(address?.needsPrimary).toBe(needsPrimary);
});

it.each([
  'mysql://one/db',
  'one:5432',
  'postgresql://u@one:port/db',
  'postgresql://one/db?target_session_attrs=slow',
])('does not take %s', (url) => expect(readDatabaseAddress(url)).toBeNull());
