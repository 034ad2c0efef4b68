import { z } from 'zod';
import { ConnectionTest, connectionName, connectionUrl } from './connection-test.ts';
import { endpoint } from './endpoint.ts';
import { id, idParam, instant, listOf, pageQuery } from './values.ts';

const tag = 'Download clients';

export const PathMapping = z.object({
  /** A folder as the client names it. */
  remote: z.string().trim().min(1, 'must not be blank').max(4096),
  /** The same folder as this server names it. */
  local: z.string().trim().min(1, 'must not be blank').max(4096),
});

export const DownloadClient = z.object({
  id,
  kind: z.literal('qbittorrent'),
  name: z.string(),
  url: z.string(),
  username: z.string(),
  has_password: z.boolean(),
  category: z.string(),
  path_mappings: z.array(PathMapping),
  enabled: z.boolean(),
  /** Made from QB_URL, QB_USERNAME and QB_PASSWORD: read-only here. */
  from_environment: z.boolean(),
  last_error: z.string().nullable(),
  last_used_at: instant.nullable(),
  created_at: instant,
});

export const DownloadClientBody = z.object({
  kind: z.literal('qbittorrent'),
  name: connectionName,
  url: connectionUrl,
  username: z.string().max(200).default(''),
  password: z.string().max(500).nullish().meta({ description: 'Write-only' }),
  category: z
    .string()
    .trim()
    .min(1, 'must not be blank')
    .max(100)
    .regex(/^[^\\/]+(?:\/[^\\/]+)*$/, 'may not begin or end with a slash, nor hold a backslash')
    .default('audiobooks'),
  path_mappings: z.array(PathMapping).max(50).optional(),
  enabled: z.boolean().optional(),
});

export const listDownloadClients = endpoint({
  name: 'listDownloadClients',
  method: 'GET',
  path: '/api/download-clients',
  summary: 'Download clients',
  tag,
  needs: 'settings.read',
  query: pageQuery,
  reply: listOf(DownloadClient),
});

export const addDownloadClient = endpoint({
  name: 'addDownloadClient',
  method: 'POST',
  path: '/api/download-clients',
  summary: 'Add a download client',
  tag,
  needs: 'settings.edit',
  body: DownloadClientBody,
  reply: DownloadClient,
  status: 201,
});

export const getDownloadClient = endpoint({
  name: 'getDownloadClient',
  method: 'GET',
  path: '/api/download-clients/{id}',
  summary: 'One download client',
  tag,
  needs: 'settings.read',
  params: idParam,
  reply: DownloadClient,
});

export const changeDownloadClient = endpoint({
  name: 'changeDownloadClient',
  method: 'PATCH',
  path: '/api/download-clients/{id}',
  summary: 'Change a download client; the password stays unless a new one is given',
  tag,
  needs: 'settings.edit',
  params: idParam,
  body: z.object({
    kind: DownloadClientBody.shape.kind.optional(),
    name: DownloadClientBody.shape.name.optional(),
    url: DownloadClientBody.shape.url.optional(),
    username: DownloadClientBody.shape.username.unwrap().optional(),
    password: DownloadClientBody.shape.password,
    category: DownloadClientBody.shape.category.unwrap().optional(),
    path_mappings: DownloadClientBody.shape.path_mappings,
    enabled: DownloadClientBody.shape.enabled,
  }),
  reply: DownloadClient,
});

export const removeDownloadClient = endpoint({
  name: 'removeDownloadClient',
  method: 'DELETE',
  path: '/api/download-clients/{id}',
  summary: 'Remove a download client that has no active download; its torrents are untouched',
  tag,
  needs: 'settings.edit',
  params: idParam,
});

export const testDownloadClient = endpoint({
  name: 'testDownloadClient',
  method: 'POST',
  path: '/api/download-clients/{id}/test',
  summary: 'Test a saved download client',
  tag,
  needs: 'settings.edit',
  params: idParam,
  reply: ConnectionTest,
});

export const testUnsavedDownloadClient = endpoint({
  name: 'testUnsavedDownloadClient',
  method: 'POST',
  path: '/api/download-clients/test',
  summary: 'Test a download client before it is saved',
  tag,
  needs: 'settings.edit',
  body: DownloadClientBody,
  reply: ConnectionTest,
});
