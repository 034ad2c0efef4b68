import type { DoctorReport } from '../../things.ts';

export type Check = DoctorReport['checks'][number];

const WORDS: Readonly<Record<string, string>> = {
  database_rights: 'Rights in the database',
  database_text: 'Text in the database',
  database_connections: 'Connections to the database',
  disk: 'Disk space',
  permissions: 'Rights on folders',
  hardlinks: 'Links from downloads into libraries',
  ffmpeg: 'ffmpeg',
  restarts: 'Starts',
  production_https: 'Before production: HTTPS',
  production_cors: 'Before production: CORS',
};

/** What was looked at, for a person. */
export function checkWords(name: string): string {
  const known = WORDS[name];
  if (known !== undefined) return known;
  const plain = name.replaceAll('_', ' ');
  if (plain.startsWith('production ')) return `Before production: ${plain.slice('production '.length)}`;
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}

const ORDER: readonly Check['status'][] = ['error', 'warning', 'ok', 'skipped'];

/** What needs somebody first; else in the order of the report. */
export function worstFirst(checks: readonly Check[]): readonly Check[] {
  return checks.toSorted((one, other) => ORDER.indexOf(one.status) - ORDER.indexOf(other.status));
}
