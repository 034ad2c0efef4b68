import { describe, expect, it } from 'vitest';
import { Forbidden, Unauthorized } from '../base/errors.ts';
import { PERMISSIONS } from '../base/permissions.ts';
import { KEY_SCOPES, type KeyScope, type Role } from '../base/roles.ts';
import { type Actor, userIdOf } from './actor.ts';
import { authorize, mayGiveScope, permissionsOf } from './permissions.ts';

function user(role: Role): Actor {
  return { kind: 'user', userId: 7, name: 'Ada', role, sessionId: 1, expiresAt: new Date() };
}

const NOBODY: Actor = { kind: 'nobody' };
const KEY = {
  kind: 'api_key',
  keyId: 1,
  name: 'Dashboard',
  userId: null,
  role: 'administrator',
  scope: 'admin',
  expiresAt: null,
} as const;

const MAY: Readonly<Record<Role, readonly string[]>> = {
  administrator: PERMISSIONS,
  member: ['library.read', 'wanted.read', 'wanted.edit', 'account.edit', 'metrics.read'],
  viewer: ['library.read', 'wanted.read', 'account.edit', 'metrics.read'],
};

describe.each(['administrator', 'member', 'viewer'] as const)('a %s', (role) => {
  it.each(PERMISSIONS)('%s', (permission) => {
    const attempt = () => authorize(user(role), permission);

    if (MAY[role].includes(permission)) expect(attempt).not.toThrow();
    else expect(attempt).toThrow(Forbidden);
  });

  it('may what is open, and what everybody who is signed in may', () => {
    expect(() => authorize(user(role), 'open')).not.toThrow();
    expect(() => authorize(user(role), 'signed-in')).not.toThrow();
  });
});

describe('nobody', () => {
  it.each([...PERMISSIONS, 'signed-in' as const])('may not %s before they say who they are', (permission) => {
    expect(() => authorize(NOBODY, permission)).toThrow(Unauthorized);
  });

  it('may what is open', () => {
    expect(() => authorize(NOBODY, 'open')).not.toThrow();
  });
});

describe('an API key', () => {
  const key = (role: Role, scope: KeyScope): Actor => ({ ...KEY, userId: 7, role, scope });
  const reads = ['library.read', 'wanted.read', 'metrics.read'];

  it.each<[Role, KeyScope, readonly string[]]>([
    ['administrator', 'admin', PERMISSIONS],
    ['administrator', 'member', [...reads, 'wanted.edit']],
    ['administrator', 'read', reads],
    ['member', 'admin', MAY.member],
    ['member', 'member', [...reads, 'wanted.edit']],
    ['member', 'read', reads],
    ['viewer', 'admin', MAY.viewer],
    ['viewer', 'member', reads],
    ['viewer', 'read', reads],
  ])('of a %s with the scope %s may no more than both', (role, scope, expected) => {
    expect(permissionsOf(key(role, scope)).toSorted()).toEqual([...expected].toSorted());
  });

  it('says whether its scope or the role is in the way', () => {
    expect(() => authorize(key('administrator', 'read'), 'wanted.edit')).toThrow(
      'The scope of this API key (read) does not allow this.',
    );
    expect(() => authorize(key('viewer', 'admin'), 'wanted.edit')).toThrow(
      'Your role (viewer) does not allow this.',
    );
  });

  it.each<[Actor, readonly KeyScope[]]>([
    [user('administrator'), ['read', 'member', 'admin']],
    [user('member'), ['read', 'member']],
    [user('viewer'), ['read']],
    [key('administrator', 'member'), ['read', 'member']],
    [key('member', 'admin'), ['read', 'member']],
    [NOBODY, []],
  ])('is made with no more than its maker may: case %#', (maker, scopes) => {
    expect(KEY_SCOPES.filter((scope) => mayGiveScope(maker, scope))).toEqual(scopes);
    const most = scopes.flatMap((scope) => permissionsOf(key('administrator', scope)));
    expect(permissionsOf(maker)).toEqual(expect.arrayContaining(most));
  });
});

describe('what is done', () => {
  it('is put down to a user, also where their key did it, and to none for a key of the program', () => {
    const actors = [user('viewer'), { ...KEY, userId: 7 }, KEY, NOBODY];

    expect(actors.map(userIdOf)).toEqual([7, 7, null, null]);
  });
});
