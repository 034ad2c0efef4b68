import type { Variables } from './environment-files.ts';

/** A process that does only a part of the program needs others beside it, and a database for all of them. */
export function roleFaults(variables: Variables): readonly string[] {
  const role = variables['MAMCRAWLER_ROLE'];
  if ((role !== 'web' && role !== 'worker') || variables['DATABASE_URL']) return [];
  return [
    `MAMCRAWLER_ROLE=${role} needs DATABASE_URL: the embedded database is of one process alone, whose role is all`,
  ];
}
