import { createHash } from 'node:crypto';
import { listAuditEntries } from './access/audit-store.ts';
import { recordOwn } from './access/record-audit.ts';
import type { HttpNeeds } from './http/needs.ts';

/** Notes in the audit log that the key of sessions is another one than at the last start: everybody is signed out. */
export async function noteSigningKey({
  db,
  signingKey,
}: Pick<HttpNeeds, 'db' | 'signingKey'>): Promise<void> {
  const fingerprint = fingerprintOf(signingKey);
  const { items } = await listAuditEntries(db, { action: 'takeUpSigningKey', limit: 1 });
  if (items[0]?.detail['fingerprint'] === fingerprint) return;
  await recordOwn(db, 'takeUpSigningKey', { detail: { fingerprint } });
}

/** Tells two keys apart, and is far too short to try out guesses of the key on it. */
function fingerprintOf(key: string): string {
  return createHash('sha256').update(`mamcrawler signing key\n${key}`).digest('hex').slice(0, 6);
}
