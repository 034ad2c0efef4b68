import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dropPreviousSecretKey, keepSecrets, renewSecretKey, renewSigningKey } from './kept-secrets.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kept-secrets-'));
});

afterEach(() => rm(folder, { recursive: true }));

describe('keepSecrets', () => {
  it('makes secrets once, in a file that only its owner reads', async () => {
    const file = join(folder, 'data', 'secrets.json');

    const made = await keepSecrets(file);

    expect(made.secret_key).toMatch(/^[\w-]{43}$/);
    expect(made.jwt_secret_key).not.toBe(made.secret_key);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await keepSecrets(file)).toEqual(made);
    expect(await readdir(join(folder, 'data'))).toEqual(['secrets.json']);
  });

  it('makes the same for all who start at once', async () => {
    const file = join(folder, 'secrets.json');

    const made = await Promise.all(Array.from({ length: 8 }, () => keepSecrets(file)));

    expect(new Set(made.map(({ secret_key }) => secret_key)).size).toBe(1);
    expect(await readdir(folder)).toEqual(['secrets.json']);
  });

  it.each(['', '{', '{"secret_key":"short"}'])('never replaces what it cannot read: %j', async (text) => {
    const file = join(folder, 'secrets.json');
    await writeFile(file, text);

    await expect(keepSecrets(file)).rejects.toThrow(`${file} cannot be read`);
  });
});

describe('renewing', () => {
  it('keeps the secret key before until it is dropped, and begins no second time between', async () => {
    const file = join(folder, 'secrets.json');
    const before = await keepSecrets(file);

    const renewed = await renewSecretKey(file);

    expect(renewed).toEqual({
      secret_key: expect.stringMatching(/^[\w-]{43}$/),
      jwt_secret_key: before.jwt_secret_key,
      previous_secret_key: before.secret_key,
    });
    expect(renewed.secret_key).not.toBe(before.secret_key);
    expect(await renewSecretKey(file)).toEqual(renewed);

    await dropPreviousSecretKey(file);
    await dropPreviousSecretKey(file);

    const { previous_secret_key: _, ...kept } = renewed;
    expect(await keepSecrets(file)).toEqual(kept);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual(['secrets.json']);
  });

  it('makes another signing key and leaves the other keys alone', async () => {
    const file = join(folder, 'secrets.json');
    const before = await keepSecrets(file);

    await renewSigningKey(file);

    const after = await keepSecrets(file);
    expect(after.secret_key).toBe(before.secret_key);
    expect(after.jwt_secret_key).not.toBe(before.jwt_secret_key);
  });
});
