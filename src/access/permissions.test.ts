import { describe, expect, it } from 'vitest';
import { Forbidden, Unauthorized } from '../base/errors.ts';
import { PERMISSIONS } from '../base/permissions.ts';
import { type Actor, type Role, userIdOf } from './actor.ts';
import { authorize } from './permissions.ts';

function user(role: Role): Actor {
  return { kind: 'user', userId: 7, name: 'Ada', role, expiresAt: new Date() };
}

const NOBODY: Actor = { kind: 'nobody' };
const KEY: Actor = { kind: 'api_key', keyId: 1, role: 'administrator' };

const MAY: Readonly<Record<Role, readonly string[]>> = {
  administrator: PERMISSIONS,
  member: ['library.read', 'wanted.read', 'wanted.edit'],
  viewer: ['library.read', 'wanted.read'],
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

describe('what is done', () => {
  it('is put down to a user, and to none where a key did it', () => {
    expect([userIdOf(user('viewer')), userIdOf(KEY), userIdOf(NOBODY)]).toEqual([7, null, null]);
  });
});
