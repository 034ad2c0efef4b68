import { z } from 'zod';
import { ConnectionTest, connectionName, connectionUrl, proxy, proxyUse } from './connection-test.ts';
import { endpoint } from './endpoint.ts';
import { id, idParam, instant, listOf, pageQuery, text } from './values.ts';

const tag = 'Indexers';

export const Indexer = z
  .object({
    id,
    kind: z.literal('torznab'),
    name: text('My indexer'),
    url: text('http://127.0.0.1:9696/1/api'),
    has_api_key: z.boolean(),
    enabled: z.boolean().meta({ description: 'Whether searches ask it' }),
    proxy: proxyUse,
    last_error: text('It refuses the API key.', 'The last thing that went wrong, until it works again')
      .nullable()
      .meta({ example: null }),
    last_used_at: instant.nullable(),
    created_at: instant,
  })
  .meta({ title: 'Indexer' });

export const IndexerBody = z
  .object({
    kind: z.literal('torznab'),
    name: connectionName.meta({ example: 'My indexer' }),
    url: connectionUrl.meta({
      description: 'With or without /api at its end',
      example: 'http://127.0.0.1:9696/1/api',
    }),
    api_key: z.string().max(500).nullish().meta({ description: 'Write-only', example: 'its-own-key' }),
    enabled: z.boolean().optional().meta({ description: 'Whether searches ask it; true without it' }),
    proxy,
  })
  .meta({ title: 'NewIndexer' });

export const listIndexers = endpoint({
  name: 'listIndexers',
  method: 'GET',
  path: '/api/indexers',
  summary: 'Indexers',
  description:
    'In the order in which they were added; searches ask all that are enabled at once. Their keys are never shown: `has_api_key` says whether there is one.',
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
  description:
    'Nothing is asked of it yet: `POST /api/indexers/test` tries the settings first. The key is kept encrypted. From the next search on it is asked, too.',
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
  description: '`last_error` is what went wrong at its last use, null where that went well.',
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
  description:
    'A field that is not given stays as it is. An empty `api_key` takes the key away. Another server in `url`, or another `proxy` of its own, needs the `api_key` again: what is stored goes where it was entered for.',
  tag,
  needs: 'settings.edit',
  params: idParam,
  body: IndexerBody.partial().meta({ title: 'IndexerChanges' }),
  reply: Indexer,
});

export const removeIndexer = endpoint({
  name: 'removeIndexer',
  method: 'DELETE',
  path: '/api/indexers/{id}',
  summary: 'Remove an indexer; what it found stays in the searches',
  description: 'Its releases keep its name. Downloads go on, for they are the download client’s.',
  tag,
  needs: 'settings.edit',
  params: idParam,
});

export const testIndexer = endpoint({
  name: 'testIndexer',
  method: 'POST',
  path: '/api/indexers/{id}/test',
  summary: 'Test a saved indexer',
  description:
    'Asks for its capabilities and makes a small search, for only a search finds a wrong key. What is wrong is answered in words with `ok: false`, not as an error; 502 only where its stored credentials cannot be read any more.',
  tag,
  needs: 'settings.edit',
  audited: false,
  errors: ['external_api_error'],
  params: idParam,
  reply: ConnectionTest,
});

export const testUnsavedIndexer = endpoint({
  name: 'testUnsavedIndexer',
  method: 'POST',
  path: '/api/indexers/test',
  summary: 'Test an indexer before it is saved',
  description:
    'With the settings of the body, of which nothing is kept. What is wrong is answered in words with `ok: false`, not as an error.',
  tag,
  needs: 'settings.edit',
  audited: false,
  body: IndexerBody,
  reply: ConnectionTest,
});
