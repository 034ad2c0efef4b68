import { describe, expect, it } from 'vitest';
import type { Actor } from '../access/actor.ts';
import type { KeyScope, Role } from '../base/roles.ts';
import type { LimitClass } from '../contract/endpoint.ts';
import { limitOfFiles, limitsOf } from './limits.ts';
import { SCRAPER } from './recognise-scrapers.ts';

const RATES = {
  publicPerMinute: 10,
  authenticatedPerMinute: 60,
  sessionPerMinute: 600,
  adminPerMinute: 1000,
  downloadsPerHour: 20,
};
const ADDRESS = '203.0.113.7';
const NOBODY: Actor = { kind: 'nobody' };

function session(role: Role): Actor {
  return { kind: 'user', userId: 3, name: 'Ada', role, sessionId: 1, expiresAt: new Date('2030-01-01') };
}

function key(role: Role, scope: KeyScope, userId: number | null = 3): Actor {
  return { kind: 'api_key', keyId: 5, name: 'Mine', userId, role, scope, expiresAt: null };
}

/** `key points/seconds` of each limit. */
function said(actor: Actor, limit: LimitClass, address = ADDRESS): readonly string[] {
  return limitsOf({ actor, address }, limit, RATES).map(
    (each) => `${each.key} ${each.points}/${each.windowSeconds}`,
  );
}

describe('the caller decides the tier', () => {
  it.each<[string, Actor, string]>([
    ['nobody, by address', NOBODY, 'public:203.0.113.7 10/60'],
    ['a viewer by key', key('viewer', 'read'), 'caller:user:3 60/60'],
    ['a member by key', key('member', 'member'), 'caller:user:3 60/60'],
    ['a member whose key could do more than they may', key('member', 'admin'), 'caller:user:3 60/60'],
    ["an administrator's key that only reads", key('administrator', 'read'), 'caller:user:3 60/60'],
    ["an administrator's key for wants", key('administrator', 'member'), 'caller:user:3 60/60'],
    ["an administrator's key", key('administrator', 'admin'), 'caller:user:3 1000/60'],
    ['the key of the program', key('administrator', 'admin', null), 'caller:program 1000/60'],
    ['a viewer in a browser', session('viewer'), 'caller:user:3 600/60'],
    ['a member in a browser', session('member'), 'caller:user:3 600/60'],
    ['an administrator in a browser', session('administrator'), 'caller:user:3 1000/60'],
  ])('%s', (_, actor, limit) => {
    expect(said(actor, 'caller')).toEqual([limit]);
  });
});

describe('who has several keys and sessions', () => {
  it.each<LimitClass>(['caller', 'generous', 'download'])('has one count for all of them: %s', (limit) => {
    const keysOf = (actor: Actor) =>
      limitsOf({ actor, address: ADDRESS }, limit, RATES).map((each) => each.key);
    const program = { ...key('administrator', 'admin', null), keyId: 6 };

    expect(keysOf(key('member', 'read'))).toEqual(keysOf(session('member')));
    expect(keysOf(key('administrator', 'member'))).toEqual(keysOf(session('administrator')));
    expect(keysOf(program)).toEqual(keysOf(key('administrator', 'admin', null)));
    expect(keysOf(program)).not.toEqual(keysOf(SCRAPER));
  });
});

describe('what is downloaded', () => {
  it.each<[string, Actor, readonly string[]]>([
    ['a member', session('member'), ['caller:user:3 600/60', 'download:user:3 20/3600']],
    ['a member by key', key('member', 'member'), ['caller:user:3 60/60', 'download:user:3 20/3600']],
    ['an administrator', session('administrator'), ['caller:user:3 1000/60', 'download:user:3 20/3600']],
    [
      'the key of the program',
      key('administrator', 'admin', null),
      ['caller:program 1000/60', 'download:program 20/3600'],
    ],
    ['nobody', NOBODY, ['public:203.0.113.7 10/60']],
  ])('is counted by the hour too: %s', (_, actor, limits) => {
    expect(said(actor, 'download')).toEqual(limits);
  });
});

describe('what is asked for often', () => {
  it('has a wide count of its own', () => {
    expect(said(NOBODY, 'generous')).toEqual(['generous:203.0.113.7 300/60']);
    expect(said(key('viewer', 'read'), 'generous')).toEqual(['generous:user:3 1200/60']);
    expect(said(session('administrator'), 'generous')).toEqual(['generous:user:3 1200/60']);
    expect(limitOfFiles('2001:db8::1', RATES).key).toBe('files:2001:db8:0:0::/64');
  });

  it('is as wide as is said', () => {
    const rates = {
      ...RATES,
      publicPerMinute: 1,
      sessionPerMinute: 1,
      generous: { strangersPerMinute: 2, callersPerMinute: 3, filesPerMinute: 4 },
    };

    expect(limitsOf({ actor: NOBODY, address: ADDRESS }, 'generous', rates)[0]?.points).toBe(2);
    expect(limitsOf({ actor: session('viewer'), address: ADDRESS }, 'generous', rates)[0]?.points).toBe(3);
    expect(limitOfFiles(ADDRESS, rates).points).toBe(4);
  });

  it('is never narrower than what the caller has for the rest', () => {
    const rates = { ...RATES, publicPerMinute: 5000, adminPerMinute: 9000 };

    expect(limitsOf({ actor: NOBODY, address: ADDRESS }, 'generous', rates)[0]?.points).toBe(5000);
    const administrator = { actor: session('administrator'), address: ADDRESS };
    expect(limitsOf(administrator, 'generous', rates)[0]?.points).toBe(9000);
  });
});
