import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { flag, id, instant, listOf, pageQuery } from './values.ts';

const tag = 'Downloads';

export const DOWNLOAD_STATES = [
  'queued',
  'downloading',
  'completed',
  'imported',
  'failed',
  'removed',
] as const;

export const Download = z.object({
  id,
  wanted_id: id.nullable(),
  search_id: id.nullable(),
  release_id: id.nullable(),
  client_id: id.nullable(),
  client_name: z.string().nullable(),
  title: z.string(),
  infohash: z.string().nullable(),
  state: z.enum(DOWNLOAD_STATES),
  /** The client's own word for what it does. */
  client_state: z.string().nullable(),
  /** 0 to 1. */
  progress: z.number(),
  size_bytes: z.number().int().nullable(),
  speed_bytes_per_second: z.number().int().nullable(),
  eta_seconds: z.number().int().nullable(),
  /** Where the client keeps it, in the client's words. */
  content_path: z.string().nullable(),
  /** What stands in the way, as a sentence. */
  error: z.string().nullable(),
  created_at: instant,
  completed_at: instant.nullable(),
});

export const listDownloads = endpoint({
  name: 'listDownloads',
  method: 'GET',
  path: '/api/downloads',
  summary: 'Downloads, newest first; with `active=true` the queue',
  tag,
  needs: 'wanted.read',
  query: pageQuery.extend({
    active: flag.optional(),
    wanted_id: z.coerce.number().int().positive().optional(),
  }),
  reply: listOf(Download),
});

export const takeRelease = endpoint({
  name: 'takeRelease',
  method: 'POST',
  path: '/api/downloads',
  summary: 'Take a release by hand, whatever its verdict',
  tag,
  needs: 'releases.choose',
  body: z.object({ search_id: id, release_id: id }),
  reply: Download,
  status: 201,
});
