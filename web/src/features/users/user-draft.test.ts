import { describe, expect, it } from 'vitest';
import type { User } from '../../things.ts';
import { changesOf, draftOf, newUserOf } from './user-draft.ts';

const ADA: User = {
  id: 7,
  name: 'ada',
  role: 'member',
  email: 'ada@example.org',
  enabled: true,
  has_password: true,
  has_oidc: false,
  locked: false,
  created_at: '2026-11-22T09:30:00.000Z',
  signed_in_at: null,
};

describe('the form of a user', () => {
  it('makes a member without a password unless told otherwise', () => {
    expect(newUserOf({ ...draftOf(undefined), name: 'bob' })).toEqual({ name: 'bob', role: 'member' });
  });

  it('sends what was typed', () => {
    const draft = { ...draftOf(undefined), name: 'bob', email: ' bob@example.org ', password: 'ten letters' };
    expect(newUserOf(draft)).toEqual({
      name: 'bob',
      role: 'member',
      email: 'bob@example.org',
      password: 'ten letters',
    });
  });

  it('sends nothing of what is unchanged, so that nobody is signed out by it', () => {
    expect(changesOf(ADA, draftOf(ADA))).toEqual({});
  });

  it('sends each change, and takes an emptied address away', () => {
    const draft = {
      name: 'ada l',
      role: 'viewer',
      email: '',
      password: 'another one',
      enabled: false,
    } as const;
    expect(changesOf(ADA, draft)).toEqual({
      name: 'ada l',
      role: 'viewer',
      email: null,
      password: 'another one',
      enabled: false,
    });
  });
});
