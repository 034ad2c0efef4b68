import { z } from 'zod';
import { KEY_SCOPES } from '../base/roles.ts';
import { endpoint } from './endpoint.ts';
import { userReference } from './user-values.ts';
import { flag, id, idParam, instant, line, listOf, pageQuery, text } from './values.ts';

const tag = 'API keys';

export const ApiKey = z
  .object({
    id,
    name: text('Home dashboard'),
    user: userReference.nullable().meta({ description: 'Null: a key of the program itself' }),
    scope: z.enum(KEY_SCOPES),
    origin: z.enum(['first_start', 'environment', 'user']).meta({
      description: 'Made at the first start, given by `API_KEY`, or made here',
      example: 'user',
    }),
    hint: text('9fQ2', 'The last characters, to know it by'),
    created_at: instant,
    used_at: instant.nullable().meta({ description: 'To the minute' }),
    expires_at: instant.nullable().meta({ description: 'Null: never', example: '2027-11-22T00:00:00.000Z' }),
  })
  .meta({ title: 'ApiKey' });

export const listApiKeys = endpoint({
  name: 'listApiKeys',
  method: 'GET',
  path: '/api/api-keys',
  summary: 'Your API keys, newest first; with `all=true`, for administrators, those of everybody',
  description:
    'The keys themselves are kept as hashes and cannot be shown again; `hint` is their end. `used_at` shows which of them nobody uses any more.',
  tag,
  needs: 'account.edit',
  query: pageQuery.extend({
    all: flag.prefault('false').meta({ description: 'Whether to list the keys of everybody' }),
  }),
  reply: listOf(ApiKey),
});

export const addApiKey = endpoint({
  name: 'addApiKey',
  method: 'POST',
  path: '/api/api-keys',
  summary: 'Make an API key for yourself; it is shown this once',
  description:
    'A key may do what its user may, and no more than its scope: `read` looks, `member` also wants books, `admin` everything. It works until it expires, is revoked, or its user is disabled. A scope beyond what you may yourself is refused (403), and so is the 51st key of a user that works (409).',
  tag,
  needs: 'account.edit',
  errors: ['conflict'],
  body: z
    .object({
      name: line(100).meta({ description: 'What it is for', example: 'Home dashboard' }),
      scope: z.enum(KEY_SCOPES).meta({ description: 'What it may do at most' }),
      expires_at: z.iso.datetime('must be an instant in UTC, such as 2027-11-22T00:00:00Z').nullish().meta({
        description: 'Without it the key works until it is revoked',
        example: '2027-11-22T00:00:00Z',
      }),
    })
    .meta({ title: 'NewApiKey' }),
  reply: ApiKey.extend({ key: text('mam_4f…', 'Keep it: it is not shown again') }).meta({
    title: 'MadeApiKey',
  }),
  status: 201,
});

export const revokeApiKey = endpoint({
  name: 'revokeApiKey',
  method: 'DELETE',
  path: '/api/api-keys/{id}',
  summary: 'Revoke an API key: yours, or for administrators anybody’s',
  description: 'At once, in every process. The environment’s key is revoked by another `API_KEY`.',
  tag,
  needs: 'account.edit',
  errors: ['conflict'],
  params: idParam,
});
