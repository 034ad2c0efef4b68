import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import {
  amount,
  flag,
  id,
  idOf,
  idParam,
  instant,
  listOf,
  pageQuery,
  queryId,
  text,
  whole,
} from './values.ts';

const tag = 'Downloads';

export const DOWNLOAD_STATES = [
  'queued',
  'downloading',
  'completed',
  'imported',
  'failed',
  'removed',
] as const;

export const Download = z
  .object({
    id,
    wanted_id: idOf('What it is for').nullable(),
    search_id: idOf('Where its release was found').nullable(),
    release_id: idOf('The release that was taken').nullable(),
    client_id: idOf('Who downloads it').nullable(),
    client_name: text('qBittorrent').nullable(),
    title: text('Jane Austen - Emma (read by Moira Fogarty) [M4B 64 kbps]'),
    infohash: text('c9e15763f722f23e98a29decdfae341b98d53056').nullable(),
    state: z.enum(DOWNLOAD_STATES).meta({ example: 'downloading' }),
    client_state: text('downloading', 'The client’s own word for what it does').nullable(),
    progress: amount(0.42, '0 to 1'),
    size_bytes: whole(465_000_000).nullable(),
    speed_bytes_per_second: whole(2_500_000).nullable(),
    eta_seconds: whole(108).nullable(),
    content_path: text('/downloads/Emma', 'Where the client keeps it, in the client’s words').nullable(),
    error: text('The client says: stalled, no seeds.', 'What stands in the way, as a sentence')
      .nullable()
      .meta({ example: null }),
    created_at: instant,
    completed_at: instant.nullable().meta({ example: null }),
  })
  .meta({ title: 'Download' });

export const listDownloads = endpoint({
  name: 'listDownloads',
  method: 'GET',
  path: '/api/downloads',
  summary: 'Downloads, newest first; with `active=true` the queue',
  description:
    'What the download clients were last seen doing: every 2 s while something is under way. Torrents that MAMcrawler did not add are not shown.',
  tag,
  needs: 'wanted.read',
  query: pageQuery.extend({
    active: flag.optional().meta({ description: 'Only those that are (not) over' }),
    wanted_id: queryId('Only downloads for this want').optional(),
  }),
  reply: listOf(Download),
});

export const getDownload = endpoint({
  name: 'getDownload',
  method: 'GET',
  path: '/api/downloads/{id}',
  summary: 'One download',
  description:
    '`progress` and `eta_seconds` are as its client last said; `error` says what stands in the way. After `completed` the import follows: `import_id` of the want leads to it.',
  tag,
  needs: 'wanted.read',
  params: idParam,
  reply: Download,
});

export const takeRelease = endpoint({
  name: 'takeRelease',
  method: 'POST',
  path: '/api/downloads',
  summary: 'Take a release by hand, whatever its verdict',
  description:
    'The torrent is fetched and given to the download client afterwards; the download says how that went. Its import follows, and is held for a person where the files do not fit. A conflict where the book is owned, a download for it is under way, or no download client is set up; 404 where it is no longer wanted. Counts as a download operation: 20 an hour.',
  tag,
  needs: 'releases.choose',
  limit: 'download',
  errors: ['conflict', 'not_found'],
  body: z.object({ search_id: id, release_id: idOf('One of that search') }).meta({ title: 'ReleaseChoice' }),
  reply: Download,
  status: 201,
});
