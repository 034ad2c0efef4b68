import { describe, expect, it } from 'vitest';
import { hashToken, randomToken, signToken, unsignToken } from './signed-token.ts';

describe('a signed token', () => {
  it('is known again by who has the key', () => {
    const token = randomToken();

    expect(unsignToken(signToken(token, 'key'), 'key')).toBe(token);
    expect(unsignToken(signToken('with.dots', 'key'), 'key')).toBe('with.dots');
  });

  it.each([
    ['signed with another key', signToken('token', 'other')],
    ['another token under the signature', signToken('token', 'key').replace('token', 'taken')],
    ['a shorter signature', signToken('token', 'key').slice(0, -1)],
    ['no signature', 'token.'],
    ['no dot', 'token'],
    ['no token', `.${signToken('', 'key')}`],
    ['nothing', ''],
  ])('is refused: %s', (_, signed) => {
    expect(unsignToken(signed, 'key')).toBeNull();
  });
});

it('tokens are 256 random bits, and are kept by a hash', () => {
  const [one, other] = [randomToken(), randomToken()];

  expect(one).toMatch(/^[\w-]{43}$/);
  expect(one).not.toBe(other);
  expect(hashToken(one)).toHaveLength(32);
  expect(hashToken(one)).toEqual(hashToken(one));
  expect(hashToken(one)).not.toEqual(hashToken(other));
});
