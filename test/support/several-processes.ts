import { runProgram } from './program.ts';

/** What a process of several on one database is given. */
export function partOf(databaseUrl: string, role: string): Record<string, string> {
  return {
    DATABASE_URL: databaseUrl,
    MAMCRAWLER_ROLE: role,
    SECRET_KEY: 'one secret key for all the processes of it',
    JWT_SECRET_KEY: 'one signing key for all the processes of it',
  };
}

/** `migrate up`, which the roles web and worker wait for; `dataDir` is the command's own. */
export async function makeSchema(databaseUrl: string, dataDir: string): Promise<void> {
  const environment = { ...partOf(databaseUrl, 'web'), MAMCRAWLER_DATA: dataDir };
  const { status, err } = await runProgram(['migrate', 'up'], environment);
  if (status !== 0 || err !== '') throw new Error(`The schema could not be made: ${err}`);
}
