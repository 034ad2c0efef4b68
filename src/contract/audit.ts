import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { id, idOf, instant, listOf, pageQuery, queryId, text } from './values.ts';

const tag = 'Audit log';

export const AuditEntry = z
  .object({
    id,
    at: instant,
    action: text(
      'changeIndexer',
      'The name of the endpoint that was asked, or what the program did by itself',
    ),
    sentence: text('ada changed an indexer.', 'The same for a person'),
    outcome: z.enum(['done', 'refused']),
    actor: z
      .object({
        kind: z.enum(['user', 'api_key', 'nobody', 'program']),
        name: text('ada'),
        user_id: id.nullable(),
        api_key_id: idOf('The key, where one was used').nullable().meta({ example: null }),
      })
      .meta({ title: 'AuditActor' }),
    address: text('192.168.1.20').nullable(),
    request_id: text('5SubjmXR8A3izz8g', 'As in the log').nullable(),
    subject: text('indexers/3', 'What it was done to').nullable(),
    detail: z.record(z.string(), z.unknown()).meta({
      description:
        'More about it, such as the names of the fields that were given; never values that somebody gave',
      example: { fields: ['name', 'enabled'] },
    }),
  })
  .meta({ title: 'AuditEntry' });

export const listAudit = endpoint({
  name: 'listAudit',
  method: 'GET',
  path: '/api/audit',
  summary: 'Who did what, when and from where; newest first',
  description:
    'Every change that was asked for, and attempts to sign in. Entries are never changed and are kept for two years.',
  tag,
  needs: 'audit.read',
  query: pageQuery.extend({
    action: z
      .string()
      .max(64)
      .optional()
      .meta({ description: 'Only entries of this action', example: 'changeIndexer' }),
    user_id: queryId('Only what this user did').optional(),
    outcome: z
      .enum(['done', 'refused'])
      .optional()
      .meta({ description: 'Only what was done, or only what was refused' }),
  }),
  reply: listOf(AuditEntry),
});
