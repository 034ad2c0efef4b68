import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { flag, instant, text, whole } from './values.ts';

const tag = 'Operations';

export const CHECK_STATUSES = ['ok', 'warning', 'error', 'skipped'] as const;

export const Check = z
  .object({
    name: text('hardlinks', 'What was looked at; of several places each has one of this name'),
    status: z.enum(CHECK_STATUSES).meta({
      description:
        '`error`: something does not work; `skipped`: it could not be found out, or there is nothing',
      example: 'ok',
    }),
    detail: text('From /downloads into the library "Books" files can be linked.', 'What was found'),
    what_to_do: text('Mount the folder that holds both as one.', 'How to mend it').optional(),
  })
  .meta({ title: 'Check' });

export const DoctorReport = z
  .object({
    status: z
      .enum(['ok', 'warning', 'error'])
      .meta({ description: 'The worst of its checks', example: 'ok' }),
    version: text('1.0.0', 'Of the program'),
    checked_at: instant,
    checks: z.array(Check),
  })
  .meta({ title: 'DoctorReport' });

export const examine = endpoint({
  name: 'examine',
  method: 'GET',
  path: '/api/doctor',
  summary: 'Examine the installation: what `mamcrawler doctor` says, from within the server',
  description:
    'Configuration, database, room on the disks, rights on the folders, links between download folders and libraries, services outside, clock, versions, backups. In each folder a file is made and removed, each service is asked. Takes up to half a minute; those who ask meanwhile share one examination. With `production=true` also what should hold before production.',
  tag,
  needs: 'operations.read',
  query: z.object({
    production: flag
      .prefault('false')
      .meta({ description: 'Whether to go through the list for production too' }),
  }),
  reply: DoctorReport,
});

export const supportBundle = endpoint({
  name: 'supportBundle',
  method: 'GET',
  path: '/api/support-bundle',
  summary:
    'A ZIP file to show to whoever helps: logs, settings, health, checks, schema, errors, jobs, metrics',
  description:
    'Without secrets, and without the names, e-mail addresses and network addresses of people: users are `user-1`, `user-2` … in it. At most some 10 MB. Read it before you give it away all the same. Noted in the audit log.',
  tag,
  needs: 'operations.read',
  audited: true,
  replyMediaType: 'application/zip',
});

export const checkQueue = endpoint({
  name: 'checkQueue',
  method: 'POST',
  path: '/api/queue-check',
  summary: 'Send a job through the queue and wait for the worker’s answer',
  description:
    'Proves that jobs are done: 503 where no worker answers within 10 s. Nothing else happens. `mamcrawler smoke` asks for it.',
  tag,
  needs: 'operations.edit',
  audited: false,
  errors: ['service_unavailable'],
  reply: z.object({ duration_ms: whole(12, 'From sending to the answer') }).meta({ title: 'QueueCheck' }),
  status: 200,
});
