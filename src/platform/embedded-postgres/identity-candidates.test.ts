import { describe, expect, it } from 'vitest';
import { type IdentityFacts, identityCandidates, parseAccounts } from './identity-candidates.ts';

const owner = (id: number) => ({ uid: id, gid: id });
const accounts = parseAccounts(
  'root:x:0:0:root:/root:/bin/bash\nalice:x:1000:1000::/home/alice:/bin/sh\npostgres:x:101:104::/:/bin/sh\nnobody:x:65534:65534:nobody:/:/usr/sbin/nologin\n',
);
const facts = (given: Partial<IdentityFacts>): IdentityFacts => ({
  self: owner(0),
  accounts,
  owners: [owner(0)],
  ownersAbove: [owner(0)],
  ...given,
});

describe.runIf(process.platform === 'linux')('identityCandidates', () => {
  const cases: readonly [string, IdentityFacts, readonly string[]][] = [
    ['an ordinary user stays who it is', facts({ self: owner(1000) }), ['1000']],
    [
      'a number without an account borrows one where it can',
      facts({ self: owner(12_345) }),
      ['12345 mapped', '12345'],
    ],
    ['root stays the owner of its own folder, mapped', facts({}), ['0 mapped', '101 become', '65534 become']],
    [
      'root becomes the owner of the data folder',
      facts({ owners: [owner(1000)] }),
      ['1000 become', '0 mapped', '101 become', '65534 become'],
    ],
    [
      'root becomes the owner of the database before that of the data folder',
      facts({ owners: [owner(101), owner(1000)] }),
      ['101 become', '1000 become', '0 mapped', '65534 become'],
    ],
    [
      'root can become whoever owns a folder above',
      facts({ ownersAbove: [owner(0), owner(1000), owner(0)] }),
      ['0 mapped', '1000 become', '101 become', '65534 become'],
    ],
    [
      'root becomes an owner without an account, who borrows one',
      facts({ owners: [owner(12_345)], accounts: accounts.filter(({ name }) => name !== 'postgres') }),
      ['12345 mapped become', '12345 become', '0 mapped', '65534 become'],
    ],
    ['root without any account to borrow has no way', facts({ accounts: [] }), []],
  ];

  it.each(cases)('%s', (_, given, expected) => {
    const found = identityCandidates(given).map(
      ({ uid, mappedTo, become }) => `${uid}${mappedTo ? ' mapped' : ''}${become ? ' become' : ''}`,
    );

    expect(found).toEqual(expected);
  });
});

describe('parseAccounts', () => {
  it('skips comments and broken lines', () => {
    expect(
      parseAccounts('# a comment:x:1:1\n\nbroken\nalice:x:1000:100:Alice,,,:/home/alice:/bin/sh'),
    ).toEqual([{ name: 'alice', uid: 1000, gid: 100 }]);
  });
});
