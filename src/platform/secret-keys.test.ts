import { expect, it } from 'vitest';
import { secretKeysOf } from './secret-keys.ts';

const KEPT = { secret_key: 'kept', jwt_secret_key: 'kept signing' };
const NOTHING = { secretKey: null, previousSecretKey: null, jwtSecretKey: null };

it.each([
  [
    'the kept ones',
    NOTHING,
    KEPT,
    { secretKey: 'kept', previousSecretKey: null, signingKey: 'kept signing' },
  ],
  [
    'the kept ones of a change that was broken off',
    NOTHING,
    { ...KEPT, previous_secret_key: 'old' },
    { secretKey: 'kept', previousSecretKey: 'old' },
  ],
  [
    "the environment's first, and the kept one opens what it sealed",
    { ...NOTHING, secretKey: 'given', jwtSecretKey: 'signing' },
    KEPT,
    { secretKey: 'given', previousSecretKey: 'kept', signingKey: 'signing' },
  ],
  [
    "the environment's two",
    { ...NOTHING, secretKey: 'given', previousSecretKey: 'given before' },
    KEPT,
    { secretKey: 'given', previousSecretKey: 'given before' },
  ],
])('the keys that hold: %s', (_, given, kept, expected) => {
  expect(secretKeysOf(given, kept)).toMatchObject(expected);
});
