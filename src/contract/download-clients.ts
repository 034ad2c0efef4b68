import { z } from 'zod';
import { ConnectionTest, connectionName, connectionUrl, proxy, proxyUse } from './connection-test.ts';
import { endpoint } from './endpoint.ts';
import { id, idParam, instant, listOf, pageQuery, text } from './values.ts';

const tag = 'Download clients';

const mappedPath = z.string().trim().min(1, 'must not be blank').max(4096);

export const PathMapping = z
  .object({
    remote: mappedPath.meta({ description: 'A folder as the client names it', example: '/downloads' }),
    local: mappedPath.meta({
      description: 'The same folder as this server names it',
      example: '/srv/downloads',
    }),
  })
  .meta({ title: 'PathMapping' });

export const DownloadClient = z
  .object({
    id,
    kind: z.literal('qbittorrent'),
    name: text('qBittorrent'),
    url: text('http://127.0.0.1:8080'),
    username: text('ada'),
    has_password: z.boolean(),
    category: text('audiobooks', 'What its torrents are marked with there'),
    path_mappings: z.array(PathMapping),
    enabled: z.boolean().meta({ description: 'Whether it is given new downloads' }),
    proxy: proxyUse,
    from_environment: z.boolean().meta({
      description: 'Made from QB_URL, QB_USERNAME and QB_PASSWORD: those are read-only here',
      example: false,
    }),
    last_error: text(
      'It refuses the name or the password.',
      'The last thing that went wrong, until it works again',
    )
      .nullable()
      .meta({ example: null }),
    last_used_at: instant.nullable(),
    created_at: instant,
  })
  .meta({ title: 'DownloadClient' });

export const DownloadClientBody = z
  .object({
    kind: z.literal('qbittorrent'),
    name: connectionName.meta({ example: 'qBittorrent' }),
    url: connectionUrl,
    username: z.string().max(200).default('').meta({ example: 'ada' }),
    password: z.string().max(500).nullish().meta({ description: 'Write-only', example: 'its-own-password' }),
    category: z
      .string()
      .trim()
      .min(1, 'must not be blank')
      .max(100)
      .regex(/^[^\\/]+(?:\/[^\\/]+)*$/, 'may not begin or end with a slash, nor hold a backslash')
      .default('audiobooks')
      .meta({ description: 'What its torrents are marked with there', example: 'audiobooks' }),
    path_mappings: z
      .array(PathMapping)
      .max(50)
      .optional()
      .meta({ description: 'Where the client sees other paths than this server, as in a container' }),
    enabled: z
      .boolean()
      .optional()
      .meta({ description: 'Whether it is given new downloads; true without it' }),
    proxy,
  })
  .meta({ title: 'NewDownloadClient' });

export const listDownloadClients = endpoint({
  name: 'listDownloadClients',
  method: 'GET',
  path: '/api/download-clients',
  summary: 'Download clients',
  description:
    'In the order in which they were added; new downloads go to the first that is enabled. Passwords are never shown: `has_password` says whether there is one.',
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
  description:
    'Nothing is asked of it yet: `POST /api/download-clients/test` tries the settings first. The password is kept encrypted. Torrents that MAMcrawler did not add are left alone.',
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
  description: '`last_error` is what went wrong at its last use, null where that went well.',
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
  description:
    'A field that is not given stays as it is. An empty `password` takes it away. Another server in `url`, or another `proxy` of its own, needs the `password` again: what is stored goes where it was entered for. Address and credentials of the client that the environment gives are a conflict.',
  tag,
  needs: 'settings.edit',
  errors: ['conflict'],
  params: idParam,
  body: z
    .object({
      kind: DownloadClientBody.shape.kind.optional(),
      name: DownloadClientBody.shape.name.optional(),
      url: DownloadClientBody.shape.url.optional(),
      username: DownloadClientBody.shape.username.unwrap().optional().meta({ example: 'ada' }),
      password: DownloadClientBody.shape.password,
      category: DownloadClientBody.shape.category.unwrap().optional().meta({ example: 'audiobooks' }),
      path_mappings: DownloadClientBody.shape.path_mappings,
      enabled: DownloadClientBody.shape.enabled,
      proxy,
    })
    .meta({ title: 'DownloadClientChanges' }),
  reply: DownloadClient,
});

export const removeDownloadClient = endpoint({
  name: 'removeDownloadClient',
  method: 'DELETE',
  path: '/api/download-clients/{id}',
  summary: 'Remove a download client that has no active download; its torrents are untouched',
  description:
    'While it has a download that is not over, or where the environment gives it, this is a conflict. The downloads stay in the list, without a client.',
  tag,
  needs: 'settings.edit',
  errors: ['conflict'],
  params: idParam,
});

export const testDownloadClient = endpoint({
  name: 'testDownloadClient',
  method: 'POST',
  path: '/api/download-clients/{id}/test',
  summary: 'Test a saved download client',
  description:
    'Signs in there and reads its version. What is wrong is answered in words with `ok: false`, not as an error; 502 only where its stored credentials cannot be read any more.',
  tag,
  needs: 'settings.edit',
  audited: false,
  errors: ['external_api_error'],
  params: idParam,
  reply: ConnectionTest,
});

export const testUnsavedDownloadClient = endpoint({
  name: 'testUnsavedDownloadClient',
  method: 'POST',
  path: '/api/download-clients/test',
  summary: 'Test a download client before it is saved',
  description:
    'With the settings of the body, of which nothing is kept. What is wrong is answered in words with `ok: false`, not as an error.',
  tag,
  needs: 'settings.edit',
  audited: false,
  body: DownloadClientBody,
  reply: ConnectionTest,
});
