import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';

const KeptSecrets = z.object({ secret_key: z.string().min(32), jwt_secret_key: z.string().min(32) });
export type KeptSecrets = z.output<typeof KeptSecrets>;

/** The secrets that nobody gave: made at the first start, kept in a file of mode 0600, which is whole or not there. */
export async function keepSecrets(file: string): Promise<KeptSecrets> {
  await mkdir(dirname(file), { recursive: true });
  return (await readSecrets(file)) ?? (await makeSecrets(file)) ?? keepSecrets(file);
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
  const temporary = `${file}.${randomUUID()}.new`;
  try {
    await writeFile(temporary, `${JSON.stringify(made, null, 2)}\n`, {
      mode: 0o600,
      flag: 'wx',
      flush: true,
    });
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

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : null;
}

function randomText(): string {
  return randomBytes(32).toString('base64url');
}
