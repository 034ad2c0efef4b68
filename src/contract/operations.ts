import { z } from 'zod';
import { LOG_LEVELS } from '../base/log-levels.ts';
import { PROCESS_ROLES } from '../base/process-roles.ts';
import { endpoint } from './endpoint.ts';
import { id, idParam, instant, listOf, pageQuery, text, whole } from './values.ts';

const tag = 'Operations';

export const ErrorGroup = z
  .object({
    id,
    name: text('TypeError', 'The kind of error'),
    message: text('Cannot read properties of undefined'),
    place: text('GET /api/books', 'Where it happened: a route, a job or `audit log`'),
    stack: text(
      'TypeError: Cannot read properties of undefined\n    at presentBook (src/http/present-book.ts:9:3)',
    ).nullable(),
    occurrences: whole(3),
    version: text('1.0.0', 'Of the program, when it was last seen'),
    last_request_id: text('5SubjmXR8A3izz8g').nullable(),
    first_at: instant,
    last_at: instant,
  })
  .meta({ title: 'ErrorGroup' });

export const listErrors = endpoint({
  name: 'listErrors',
  method: 'GET',
  path: '/api/errors',
  summary: 'Unexpected errors of the program, those of one place and kind together; latest first',
  description:
    'What the program did not expect: its own faults and the database’s. Kept for 30 days after the last time.',
  tag,
  needs: 'operations.read',
  query: pageQuery,
  reply: listOf(ErrorGroup),
});

export const forgetError = endpoint({
  name: 'forgetError',
  method: 'DELETE',
  path: '/api/errors/{id}',
  summary: 'Take an error off the list; it comes back when it happens again',
  description: 'The log files keep it, under its request ids. Do so when it is mended, to see whether it is.',
  tag,
  needs: 'operations.edit',
  params: idParam,
});

const level = z.enum(LOG_LEVELS).meta({ example: 'info' });

export const Logging = z
  .object({
    level,
    configured_level: level.meta({ description: 'Of `LOG_LEVEL`, to which a restart returns' }),
  })
  .meta({ title: 'Logging' });

export const getLogging = endpoint({
  name: 'getLogging',
  method: 'GET',
  path: '/api/logging',
  summary: 'How much is logged',
  description:
    'The level of the process that answers; a change reaches all of them. The log is JSON lines on stdout and in the files of `LOG_DIR`.',
  tag,
  needs: 'operations.read',
  reply: Logging,
});

export const changeLogging = endpoint({
  name: 'changeLogging',
  method: 'PATCH',
  path: '/api/logging',
  summary: 'Log more or less, until the next start',
  description:
    'Holds at once, in every process; a restart returns to `LOG_LEVEL`. `debug` also logs each SQL statement with its duration, never values.',
  tag,
  needs: 'operations.edit',
  body: z.object({ level }).meta({ title: 'LoggingChange' }),
  reply: Logging,
});

export const Process = z
  .object({
    id,
    role: z.enum(PROCESS_ROLES).meta({ description: 'Of `MAMCRAWLER_ROLE`', example: 'worker' }),
    host: text('books-1', 'The name of its machine or container'),
    pid: whole(4711, 'Its number there'),
    version: text('1.0.0', 'Of the program'),
    started_at: instant,
    seen_at: instant,
  })
  .meta({ title: 'Process' });

export const listProcesses = endpoint({
  name: 'listProcesses',
  method: 'GET',
  path: '/api/processes',
  summary: 'The processes that work on this database now',
  description:
    'One, unless several share a database by `DATABASE_URL`. Each says every 10 s that it is there; who was silent for 45 s is left out.',
  tag,
  needs: 'operations.read',
  reply: z.object({ items: z.array(Process) }).meta({ title: 'Processes' }),
});

const METRICS_EXAMPLE = `# HELP mamcrawler_library_items Library items, by whether their files are there.
# TYPE mamcrawler_library_items gauge
mamcrawler_library_items{state="present"} 120
`;

export const metrics = endpoint({
  name: 'metrics',
  method: 'GET',
  path: '/metrics',
  summary: 'Metrics for Prometheus',
  description:
    'In the text format. Needs a key (any scope), or an address in one of the networks of `METRICS_NETWORKS`.',
  tag,
  needs: 'metrics.read',
  limit: 'generous',
  replyMediaType: 'text/plain',
  replyExample: METRICS_EXAMPLE,
});
