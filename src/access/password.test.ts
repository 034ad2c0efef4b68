import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { NotReady } from '../base/errors.ts';
import { createPasswords } from './password.ts';

const passwords = createPasswords();

it('knows a password by its hash, which is another one each time', async () => {
  const [one, other] = await Promise.all([passwords.hash('correct horse'), passwords.hash('correct horse')]);

  expect(one).toMatch(/^\$argon2id\$/);
  expect(one).not.toBe(other);
  expect(await passwords.isRight('correct horse', one)).toBe(true);
  expect(await passwords.isRight('Correct horse', one)).toBe(false);
});

it('is never right where there is no hash', async () => {
  expect(await passwords.isRight('', null)).toBe(false);
  expect(await passwords.isRight('correct horse', null)).toBe(false);
});

describe('a flood of passwords', () => {
  it('is turned away beyond those that are computed and those that wait', async () => {
    const narrow = createPasswords({ atOnce: 2, waiting: 3 });

    const outcomes = await Promise.allSettled(Array.from({ length: 7 }, () => narrow.isRight('x', null)));

    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused.map(({ reason }) => reason instanceof NotReady)).toEqual([true, true]);
  });

  it('of strangers neither turns away whom the program knows nor goes before them', async () => {
    const narrow = createPasswords({ atOnce: 1, waiting: 3 });
    const done: string[] = [];
    const note = (who: string) => () => void done.push(who);

    const strangers = [1, 2, 3, 4].map(() => narrow.isRight('x', null, 'stranger').then(note('stranger')));
    await expect(narrow.isRight('x', null, 'stranger')).rejects.toBeInstanceOf(NotReady);
    const known = [
      narrow.isRight('x', null, 'known').then(note('known')),
      narrow.hash('x').then(note('hash')),
    ];
    await Promise.all([...strangers, ...known]);

    expect(done).toEqual(['stranger', 'known', 'hash', 'stranger', 'stranger', 'stranger']);
  });

  it('leaves two of the four threads that also read files and resolve names free', async () => {
    const passwords = createPasswords();
    const done: string[] = [];

    const flood = Array.from({ length: 8 }, async () => {
      await passwords.isRight('x', null, 'stranger');
      done.push('password');
    });
    await readFile(import.meta.filename);
    done.push('file');
    await Promise.all(flood);

    expect(done.indexOf('file')).toBeLessThan(2);
  });

  it('leaves all places free behind it, also where a computation failed', async () => {
    const narrow = createPasswords({ atOnce: 1, waiting: 1 });
    await expect(narrow.isRight('x', 'no hash at all')).rejects.toThrow();

    for (const _ of [1, 2, 3]) {
      const both = await Promise.all([narrow.isRight('x', null), narrow.isRight('y', null)]);
      expect(both).toEqual([false, false]);
    }
  });
});
