import { randomBytes, randomUUID } from 'node:crypto';
import { chown, link, mkdir, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { codeOf } from '../base/errors.ts';
import { MIN_SECRET_LENGTH } from './config/secrets.ts';

const secret = z.string().min(MIN_SECRET_LENGTH);

const KeptSecrets = z.object({
  secret_key: secret,
  jwt_secret_key: secret,
  /** While stored credentials may still be sealed with the key before. */
  previous_secret_key: secret.optional(),
});
export type KeptSecrets = z.output<typeof KeptSecrets>;

export function secretsFileOf(dataDir: string): string {
  return join(dataDir, 'secrets.json');
}

/** The secrets that nobody gave: made at the first start, kept in a file of mode 0600, which is whole or not there. */
export async function keepSecrets(file: string): Promise<KeptSecrets> {
  await mkdir(dirname(file), { recursive: true });
  return (await readSecrets(file)) ?? (await makeSecrets(file)) ?? keepSecrets(file);
}

/**
 * A new `secret_key`, with the one before beside it until `dropPreviousSecretKey`; where a change was broken off, its
 * key stays. The file is the old or the new one at every moment.
 */
export async function renewSecretKey(file: string): Promise<KeptSecrets> {
  const kept = await keepSecrets(file);
  if (kept.previous_secret_key !== undefined) return kept;
  const renewed = { ...kept, secret_key: randomText(), previous_secret_key: kept.secret_key };
  await replaceSecrets(file, renewed);
  return renewed;
}

/** To be called once nothing is sealed with it any more. */
export async function dropPreviousSecretKey(file: string): Promise<void> {
  const { previous_secret_key: previous, ...kept } = await keepSecrets(file);
  if (previous !== undefined) await replaceSecrets(file, kept);
}

/** A new `jwt_secret_key`: sessions and set-up links that were signed with the one before end. */
export async function renewSigningKey(file: string): Promise<void> {
  await replaceSecrets(file, { ...(await keepSecrets(file)), jwt_secret_key: randomText() });
}

/** Takes over the keys of another installation. Throws where one is shorter than any that is made here. */
export async function adoptSecrets(file: string, secrets: KeptSecrets): Promise<void> {
  const adopted = KeptSecrets.parse(secrets);
  await keepSecrets(file);
  await replaceSecrets(file, adopted);
}

async function readSecrets(file: string): Promise<KeptSecrets | null> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return null;
  try {
    return KeptSecrets.parse(JSON.parse(text));
  } catch (cause) {
    throw new Error(
      `${file} cannot be read as the secrets of this program. Restore it from a backup; without it, stored credentials must be entered again.`,
      { cause },
    );
  }
}

/** Null where another start was first. */
async function makeSecrets(file: string): Promise<KeptSecrets | null> {
  const made: KeptSecrets = { secret_key: randomText(), jwt_secret_key: randomText() };
  const temporary = await writeBeside(file, made);
  try {
    await link(temporary, file).catch((error: unknown) => {
      if (codeOf(error) === 'EEXIST') throw error;
      // A network share that knows no links.
      return rename(temporary, file);
    });
    return made;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return null;
    throw error;
  } finally {
    await rm(temporary, { force: true });
  }
}

/** After it the new ones are on the disk: what is sealed next with a new key must never outlive it. */
async function replaceSecrets(file: string, secrets: KeptSecrets): Promise<void> {
  const { uid, gid } = await stat(file);
  const temporary = await writeBeside(file, secrets);
  try {
    // Where root does this for the user whose program it is.
    if (process.getuid?.() === 0) await chown(temporary, uid, gid);
    await rename(temporary, file);
    await using folder = await open(dirname(file));
    // Some file systems cannot be told so; the file itself is safe on them.
    await folder.sync().catch(() => {});
  } finally {
    await rm(temporary, { force: true });
  }
}

async function writeBeside(file: string, secrets: KeptSecrets): Promise<string> {
  const temporary = `${file}.${randomUUID()}.new`;
  try {
    await writeFile(temporary, `${JSON.stringify(secrets, null, 2)}\n`, {
      mode: 0o600,
      flag: 'wx',
      flush: true,
    });
    return temporary;
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

function randomText(): string {
  return randomBytes(32).toString('base64url');
}
