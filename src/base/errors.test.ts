import { describe, expect, it } from 'vitest';
import { assertNever, invariant } from './assert.ts';
import { Conflict, Invalid, messageOf, NotFound, orNull } from './errors.ts';

describe('Invalid.field', () => {
  it.each([
    ['path', 'must not be blank', 'path must not be blank'],
    ['path', '/srv/books is a file.', '/srv/books is a file.'],
    ['author_id', 'There is no author 3.', 'There is no author 3.'],
  ])('of %s, "%s", says in the message and in the context what is wrong', (path, fault, message) => {
    expect(Invalid.field(path, fault)).toMatchObject({
      name: 'Invalid',
      message,
      context: { fields: [{ path, message: fault }] },
    });
  });
});

describe('messageOf', () => {
  it.each([
    [new Error('no room'), 'no room'],
    ['no room', 'no room'],
    [404, '404'],
  ])('of %s', (thrown, message) => {
    expect(messageOf(thrown)).toBe(message);
  });
});

describe('orNull', () => {
  it('takes what is not found for nothing, and nothing else', async () => {
    expect(await orNull(Promise.resolve(7))).toBe(7);
    expect(await orNull(Promise.reject(new NotFound('There is no book 7.')))).toBeNull();
    await expect(orNull(Promise.reject(new Conflict('Taken.')))).rejects.toThrow('Taken.');
  });
});

describe('what must hold', () => {
  it('is a bug where it does not', () => {
    expect(() => invariant(false, 'one row')).toThrow('one row');
    expect(() => invariant(1, 'one row')).not.toThrow();
    expect(() => assertNever('moved' as never)).toThrow('No case for "moved"');
  });
});
