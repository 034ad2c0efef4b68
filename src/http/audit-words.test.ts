import { describe, expect, it } from 'vitest';
import type { AuditRow } from '../access/audit-store.ts';
import { NOTED_ACTIONS } from '../base/audit-actions.ts';
import { endpoints } from '../contract/endpoints.ts';
import { auditSentence } from './audit-words.ts';

const ENTRY: AuditRow = {
  id: 1,
  at: new Date(),
  action: 'changeIndexer',
  outcome: 'done',
  actor_kind: 'user',
  actor_name: 'Ada',
  user_id: 7,
  api_key_id: null,
  address: null,
  request_id: null,
  subject: 'indexers/3',
  detail: {},
};

describe('an entry of the audit log in words', () => {
  it.each<[Partial<AuditRow>, string]>([
    [{}, 'Ada changed an indexer (indexers/3).'],
    [{ subject: 'account/sessions', action: 'endSessions' }, 'Ada signed out everywhere.'],
    [
      { actor_kind: 'api_key', actor_name: 'Script', action: 'addUser', subject: 'users/9' },
      'The API key "Script" added a user (users/9).',
    ],
    [
      { actor_kind: 'nobody', actor_name: 'nobody', action: 'signIn', outcome: 'refused', subject: null },
      'Somebody tried to sign in and was refused.',
    ],
    [
      { actor_kind: 'program', actor_name: 'program', action: 'makeFirstApiKey', subject: 'api-keys/1' },
      "MAMcrawler made the administrator's API key at the first start (api-keys/1).",
    ],
    [{ action: 'listBooks', subject: null, outcome: 'refused' }, 'Ada was refused: Books'],
    [{ action: 'knownToAnotherVersion', subject: null }, 'Ada did: knownToAnotherVersion.'],
  ])('%#', (entry, sentence) => {
    expect(auditSentence({ ...ENTRY, ...entry })).toMatch(sentence);
  });

  it.each([...endpoints.filter(({ audited }) => audited).map(({ name }) => name), ...NOTED_ACTIONS])(
    'there are words for %s',
    (action) => {
      expect(auditSentence({ ...ENTRY, action })).not.toContain('did:');
    },
  );
});
