import { z } from 'zod';
import { ConnectionTest, connectionName, connectionUrl } from './connection-test.ts';
import { endpoint } from './endpoint.ts';
import { id, idParam, instant, listOf, pageQuery } from './values.ts';

const tag = 'Indexers';

export const Indexer = z.object({
  id,
  kind: z.literal('torznab'),
  name: z.string(),
  url: z.string(),
  has_api_key: z.boolean(),
  enabled: z.boolean(),
  /** The last thing that went wrong, until it works again. */
  last_error: z.string().nullable(),
  last_used_at: instant.nullable(),
  created_at: instant,
});

const apiKey = z.string().max(500);

export const IndexerBody = z.object({
  kind: z.literal('torznab'),
  name: connectionName,
  url: connectionUrl.meta({ description: 'With or without /api at its end' }),
  api_key: apiKey.nullish().meta({ description: 'Write-only' }),
  enabled: z.boolean().optional(),
});

export const listIndexers = endpoint({
  name: 'listIndexers',
  method: 'GET',
  path: '/api/indexers',
  summary: 'Indexers',
  tag,
  needs: 'settings.read',
  query: pageQuery,
  reply: listOf(Indexer),
});

export const addIndexer = endpoint({
  name: 'addIndexer',
  method: 'POST',
  path: '/api/indexers',
  summary: 'Add an indexer',
  tag,
  needs: 'settings.edit',
  body: IndexerBody,
  reply: Indexer,
  status: 201,
});

export const getIndexer = endpoint({
  name: 'getIndexer',
  method: 'GET',
  path: '/api/indexers/{id}',
  summary: 'One indexer',
  tag,
  needs: 'settings.read',
  params: idParam,
  reply: Indexer,
});

export const changeIndexer = endpoint({
  name: 'changeIndexer',
  method: 'PATCH',
  path: '/api/indexers/{id}',
  summary: 'Change an indexer; the key stays unless a new one is given',
  tag,
  needs: 'settings.edit',
  params: idParam,
  body: IndexerBody.partial(),
  reply: Indexer,
});

export const removeIndexer = endpoint({
  name: 'removeIndexer',
  method: 'DELETE',
  path: '/api/indexers/{id}',
  summary: 'Remove an indexer; what it found stays in the searches',
  tag,
  needs: 'settings.edit',
  params: idParam,
});

export const testIndexer = endpoint({
  name: 'testIndexer',
  method: 'POST',
  path: '/api/indexers/{id}/test',
  summary: 'Test a saved indexer',
  tag,
  needs: 'settings.edit',
  params: idParam,
  reply: ConnectionTest,
});

export const testUnsavedIndexer = endpoint({
  name: 'testUnsavedIndexer',
  method: 'POST',
  path: '/api/indexers/test',
  summary: 'Test an indexer before it is saved',
  tag,
  needs: 'settings.edit',
  body: IndexerBody,
  reply: ConnectionTest,
});
