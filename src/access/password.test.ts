import { expect, it } from 'vitest';
import { hashPassword, isPassword } from './password.ts';

it('knows a password by its hash, which is another one each time', async () => {
  const [one, other] = await Promise.all([hashPassword('correct horse'), hashPassword('correct horse')]);

  expect(one).toMatch(/^\$argon2id\$/);
  expect(one).not.toBe(other);
  expect(await isPassword('correct horse', one)).toBe(true);
  expect(await isPassword('Correct horse', one)).toBe(false);
});

it('is never right where there is no hash', async () => {
  expect(await isPassword('', null)).toBe(false);
  expect(await isPassword('correct horse', null)).toBe(false);
});
