import { z } from 'zod';
import { LIVE_KINDS } from '../base/live-kinds.ts';
import { endpoint } from './endpoint.ts';
import { id, instant, listOf, pageQuery } from './values.ts';

const tag = 'Activity';

/** Something that happened. */
export const Fact = z.object({
  id,
  /** Past tense: `BookWanted`. */
  kind: z.string(),
  /** The same as a sentence. */
  sentence: z.string(),
  wanted_id: id.nullable(),
  book_id: id.nullable(),
  library_id: id.nullable(),
  request_id: z.string().nullable(),
  at: instant,
});

export const listHistory = endpoint({
  name: 'listHistory',
  method: 'GET',
  path: '/api/history',
  summary: 'What happened, newest first',
  tag,
  needs: 'wanted.read',
  query: pageQuery.extend({ wanted_id: z.coerce.number().int().positive().optional() }),
  reply: listOf(Fact),
});

/** The data of one server-sent event: what changed; whoever cares asks again. `reset` = ask for all again. */
export const LiveEvent = z.object({
  kind: z.enum([...LIVE_KINDS, 'reset']),
  ids: z.array(id),
});
export type LiveEvent = z.output<typeof LiveEvent>;

export const liveEvents = endpoint({
  name: 'liveEvents',
  method: 'GET',
  path: '/api/events',
  summary: 'Changes as server-sent events; resumes by Last-Event-ID',
  tag,
  needs: 'library.read',
  replyMediaType: 'text/event-stream',
});
