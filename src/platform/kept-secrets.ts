import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';

const KeptSecrets = z.object({ secret_key: z.string().min(32), jwt_secret_key: z.string().min(32) });
export type KeptSecrets = z.output<typeof KeptSecrets>;

/** The secrets that nobody gave: made at the first start, kept in a file of mode 0600. */
export async function keepSecrets(file: string): Promise<KeptSecrets> {
  await mkdir(dirname(file), { recursive: true });
  try {
    const handle = await open(file, 'wx', 0o600);
    const made: KeptSecrets = { secret_key: randomText(), jwt_secret_key: randomText() };
    await handle.writeFile(`${JSON.stringify(made, null, 2)}\n`);
    await handle.sync();
    await handle.close();
    return made;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    return KeptSecrets.parse(JSON.parse(await readFile(file, 'utf8')));
  }
}

function randomText(): string {
  return randomBytes(32).toString('base64url');
}
