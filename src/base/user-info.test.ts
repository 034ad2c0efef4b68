import { expect, it } from 'vitest';
import { userInfoOf } from './user-info.ts';

it.each([
  ['http://host', '', ''],
  ['http://ada@host', 'ada', ''],
  ['http://ada:se%40cret%21@host', 'ada', 'se@cret!'],
  ['socks5://ada:100%@host', 'ada', '100%'],
])('the address %s holds the name %j and the password %j', (url, username, password) => {
  expect(userInfoOf(new URL(url))).toEqual({ username, password });
});
