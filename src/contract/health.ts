import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { instant, text } from './values.ts';

const tag = 'Health';

export const ServiceHealth = z
  .object({
    status: z.enum(['healthy', 'degraded', 'unhealthy']),
    database: z.enum(['connected', 'disconnected']).optional().meta({ description: 'Of the database alone' }),
    detail: text('PostgreSQL 18.4', 'What is known of it').optional(),
    error: text('connect ECONNREFUSED', 'What is wrong').optional(),
    what_to_do: text('Start the database.', 'How to mend it').optional(),
  })
  .meta({ title: 'ServiceHealth' });

export const Health = z
  .object({
    status: z.enum(['healthy', 'degraded', 'unhealthy']).meta({
      description:
        'Of all together: `degraded` as soon as one service is not healthy, the database too. What answers works at least in part: `unhealthy` is said of single services.',
    }),
    timestamp: instant,
    version: text('1.0.0', 'Of the program; not told to strangers').optional(),
    services: z.record(z.string(), ServiceHealth).meta({
      description: 'By name: database, jobs, disk, indexers …',
      example: {
        database: { status: 'healthy', database: 'connected', detail: 'PostgreSQL 18.4' },
        indexers: { status: 'healthy', detail: '2 indexers' },
      },
    }),
  })
  .meta({ title: 'Health' });

export const health = endpoint({
  name: 'health',
  method: 'GET',
  path: '/health',
  summary: 'What works and what does not; details are for administrators',
  description:
    'Always 200 while the process answers: look at `status`. Where the database cannot be reached it is `degraded`. Strangers get the status words of the services, whoever is signed in also the version; `detail`, `error` and `what_to_do`, which name hosts, are for administrators. Services outside are told from their last use; nothing is asked of them for it.',
  tag,
  needs: 'open',
  limit: 'generous',
  reply: Health,
});

export const healthLive = endpoint({
  name: 'healthLive',
  method: 'GET',
  path: '/health/live',
  summary: 'The process answers',
  description: 'Asks nothing else: for a supervisor that restarts what hangs.',
  tag,
  needs: 'open',
  limit: 'generous',
  reply: z.object({ status: z.literal('alive') }).meta({ title: 'Alive' }),
});

export const healthReady = endpoint({
  name: 'healthReady',
  method: 'GET',
  path: '/health/ready',
  summary: 'The process can serve; 503 until then',
  description:
    'Asks the database: for a load balancer, and for scripts that wait until the program has started.',
  tag,
  needs: 'open',
  limit: 'generous',
  reply: z.object({ status: z.literal('ready') }).meta({ title: 'Ready' }),
});
