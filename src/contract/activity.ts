import { z } from 'zod';
import { LIVE_KINDS } from '../base/live-kinds.ts';
import { endpoint } from './endpoint.ts';
import { id, idOf, instant, listOf, pageQuery, queryId, text } from './values.ts';

const tag = 'Activity';

/** Something that happened. */
export const Fact = z
  .object({
    id,
    kind: text('BookWanted', 'What happened, in the past tense'),
    sentence: text('"Emma" is wanted.', 'The same for a person'),
    wanted_id: idOf('The want that it is about').nullable(),
    book_id: idOf('The book that it is about').nullable(),
    library_id: idOf('The library that it is about').nullable().meta({ example: null }),
    request_id: text('5SubjmXR8A3izz8g', 'Of the request that caused it').nullable(),
    at: instant,
  })
  .meta({ title: 'Fact' });

export const listHistory = endpoint({
  name: 'listHistory',
  method: 'GET',
  path: '/api/history',
  summary: 'What happened, newest first',
  description:
    'Wants, searches, downloads, imports, scans and changes of settings, each as a sentence. Kept for two years. Who asked for a change stands in the audit log (`GET /api/audit`).',
  tag,
  needs: 'wanted.read',
  query: pageQuery.extend({ wanted_id: queryId('Only what is about this want').optional() }),
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
  description:
    'The data of each event is JSON, `{"kind": "wanted", "ids": [7]}`: these changed, whoever shows them asks again. Empty `ids` mean any of the kind; the kind `reset` means that events were missed: ask for everything again. A comment line every 15 s shows that the stream lives. It ends with the session or key that opened it.',
  tag,
  needs: 'library.read',
  limit: 'generous',
  replyMediaType: 'text/event-stream',
  replyExample: 'retry: 2000\n\nid: 41\ndata: {"kind":"wanted","ids":[7]}\n\n:\n\n',
});
