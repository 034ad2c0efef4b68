import { expect, it } from 'vitest';
import { findUser } from './choose-user.ts';
import type { User } from './things.ts';

function user(id: number, name: string): User {
  const created_at = '2026-11-22T09:30:00.000Z';
  const state = { enabled: true, has_password: true, has_oidc: false, locked: false };
  return { id, name, role: 'member', email: null, ...state, created_at, signed_in_at: null };
}

const USERS = [user(1, 'ada'), user(2, '1'), user(3, 'Ada'), user(4, 'Grace')];

it.each([
  ['ada', 1],
  ['Ada', 3],
  ['GRACE', 4],
  ['1', 2],
  ['4', 4],
])('%j is user %i', (named, id) => {
  expect(findUser(USERS, named)?.id).toBe(id);
});

it('nobody is found by a part of a name', () => {
  expect(findUser(USERS, 'Gra')).toBeNull();
});
