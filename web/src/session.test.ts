import { describe, expect, it } from 'vitest';
import { type Me, mayChangeWant } from './session.ts';

const ADA = { id: 1, name: 'ada', role: 'member' } as const;
const OF_ADA = { requested_by: { id: 1, name: 'ada' } };
const OF_BOB = { requested_by: { id: 2, name: 'bob' } };
const OF_NOBODY = { requested_by: null };

describe('mayChangeWant', () => {
  const member: Pick<Me, 'user' | 'permissions'> = { user: ADA, permissions: ['wanted.read', 'wanted.edit'] };

  it('lets a member change their own wants only', () => {
    expect(mayChangeWant(member, OF_ADA)).toBe(true);
    expect(mayChangeWant(member, OF_BOB)).toBe(false);
    expect(mayChangeWant(member, OF_NOBODY)).toBe(false);
  });

  it('lets whoever may change any change any', () => {
    const administrator = { ...member, permissions: ['wanted.edit', 'wanted.edit_any'] } as const;
    expect(
      [OF_ADA, OF_BOB, OF_NOBODY].map((wanted) =>
        mayChangeWant({ ...administrator, permissions: [...administrator.permissions] }, wanted),
      ),
    ).toEqual([true, true, true]);
  });

  it('lets nobody change one who may only look, or who is not known yet', () => {
    expect(mayChangeWant({ user: ADA, permissions: ['wanted.read'] }, OF_ADA)).toBe(false);
    expect(mayChangeWant({ user: null, permissions: ['wanted.edit'] }, OF_NOBODY)).toBe(false);
    expect(mayChangeWant(undefined, OF_ADA)).toBe(false);
  });
});
