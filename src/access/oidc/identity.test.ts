import { describe, expect, it } from 'vitest';
import { type Identity, numberedName, readIdentity } from './identity.ts';

type Claims = Readonly<Record<string, unknown>>;

const TOKEN = { iss: 'https://id.example.org', sub: 'ada-1' };

function read(token: Claims, userInfo: Claims = {}, groupsClaim = 'groups'): Identity {
  return readIdentity({ ...TOKEN, ...token }, userInfo, groupsClaim);
}

describe('whoever a provider describes', () => {
  it('is known by issuer and subject, whatever else is said', () => {
    expect(read({}, { sub: 'eve-1', iss: 'https://elsewhere.example' })).toEqual({
      issuer: 'https://id.example.org',
      subject: 'ada-1',
      names: ['user'],
      verifiedEmail: null,
      groups: [],
    });
  });

  it.each([[''], [7], [null], [undefined], ['a'.repeat(256)], ['a\0b']])(
    'is nobody with the subject %j',
    (sub) => {
      expect(() => read({ sub })).toThrow();
    },
  );

  it.each<[Claims, readonly string[]]>([
    [
      { preferred_username: 'ada', name: 'Ada Lovelace', email: 'ada@example.org' },
      ['ada', 'Ada Lovelace', 'ada@example.org'],
    ],
    [{ name: '  Ada \u0000\u202e\r\n Lovelace ' }, ['Ada Lovelace']],
    [{ preferred_username: '', name: '\u0007', email: 'ada@example.org' }, ['ada@example.org']],
    [{ preferred_username: 7, name: ['Ada'] }, ['user']],
    [{ name: 'a'.repeat(100) }, ['a'.repeat(64)]],
    [{ name: `${'a'.repeat(63)}\u{1f4d6}` }, [expect.stringMatching(/^a{63}.$/u)]],
  ])('%j may be called %j', (claims, names) => {
    expect(read(claims).names).toEqual(names);
  });

  it.each<[Claims, Claims, string | null]>([
    [{ email: 'ada@example.org', email_verified: true }, {}, 'ada@example.org'],
    [{}, { email: 'ada@example.org', email_verified: true }, 'ada@example.org'],
    [{ email: 'ada@example.org' }, { email: 'eve@example.org', email_verified: true }, null],
    [{ email_verified: true }, { email: 'eve@example.org' }, null],
    [{ email: 'ada@example.org', email_verified: 'true' }, {}, null],
    [{ email: 'no address', email_verified: true }, {}, null],
    [{ email: ['ada@example.org'], email_verified: true }, {}, null],
  ])('token %j with user info %j has the verified address %j', (token, userInfo, email) => {
    expect(read(token, userInfo).verifiedEmail).toBe(email);
  });

  it.each<[string, Claims, readonly string[]]>([
    ['groups', { groups: ['a', 'b'] }, ['a', 'b']],
    ['groups', { groups: 'a' }, ['a']],
    ['groups', { groups: [1, null, 'a', ['b']] }, ['a']],
    ['groups', { groups: { a: true } }, []],
    ['realm_access.roles', { realm_access: { roles: ['a'] } }, ['a']],
    ['https://example.org/roles', { 'https://example.org/roles': ['a'] }, ['a']],
    ['constructor.name', {}, []],
    ['__proto__', {}, []],
  ])('by %s, %j are in the groups %j', (claim, claims, groups) => {
    expect(read(claims, {}, claim).groups).toEqual(groups);
  });
});

it.each([
  ['Ada', 1, 'Ada'],
  ['Ada', 2, 'Ada 2'],
  ['a'.repeat(64), 12, `${'a'.repeat(61)} 12`],
])('%s, taken %i times, is %s', (name, number, numbered) => {
  expect(numberedName(name, number)).toBe(numbered);
});
