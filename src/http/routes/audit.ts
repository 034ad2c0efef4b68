import { type AuditRow, listAuditEntries } from '../../access/audit-store.ts';
import * as contract from '../../contract/audit.ts';
import { auditSentence } from '../audit-words.ts';
import type { HttpNeeds } from '../needs.ts';
import { instant, presentPage } from '../present.ts';
import { type Route, route } from '../route.ts';

export function auditRoutes({ db }: Pick<HttpNeeds, 'db'>): readonly Route[] {
  return [
    route(contract.listAudit, async ({ query }) =>
      presentPage(await listAuditEntries(db, query), presentEntry),
    ),
  ];
}

function presentEntry(entry: AuditRow) {
  return {
    id: entry.id,
    at: instant(entry.at),
    action: entry.action,
    sentence: auditSentence(entry),
    outcome: entry.outcome,
    actor: {
      kind: entry.actor_kind,
      name: entry.actor_name,
      user_id: entry.user_id,
      api_key_id: entry.api_key_id,
    },
    address: entry.address,
    request_id: entry.request_id,
    subject: entry.subject,
    detail: { ...entry.detail },
  };
}
