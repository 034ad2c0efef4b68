import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { TaskAccepted } from './tasks.ts';
import { id, idOf, idParam, instant, listOf, pageQuery, text, whole } from './values.ts';

const tag = 'Backups';
const NAME = 'mamcrawler-2026-11-22T033700Z-schedule-5f0c2a91.zip';
const SHA256 = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08';

const placeKind = z
  .enum(['folder', 's3'])
  .meta({ description: 'A folder of the server, or a bucket', example: 'folder' });

export const BackupCheck = z
  .object({
    name: text('row counts and checksums are those of the original', 'What was looked at'),
    ok: z.boolean().meta({ example: true }),
    detail: text('1,234 rows', 'What was found; often empty'),
  })
  .meta({ title: 'BackupCheck' });

export const Backup = z
  .object({
    id,
    name: text(NAME, 'Of the file'),
    place: placeKind,
    path: text(`/data/backups/${NAME}`, 'Where it is: a path on the server, or an s3:// address'),
    file: z.enum(['present', 'missing', 'unknown']).meta({
      description:
        'Whether it is there: somebody may have taken it away, its place may not answer. `unknown` too while it is made, or where it failed.',
      example: 'present',
    }),
    origin: z
      .enum(['schedule', 'manual', 'safety'])
      .meta({ description: 'By the clock, by a person, or before a restore', example: 'schedule' }),
    state: z.enum(['running', 'done', 'failed']).meta({ example: 'done' }),
    has_secrets: z.boolean().meta({
      description: 'Whether it holds the keys that open stored credentials',
      example: false,
    }),
    program_version: text('1.0.0', 'Which made it'),
    size_bytes: whole(4_200_000, 'Null until it is done').nullable(),
    row_count: whole(123_456, 'Null until it is done').nullable(),
    sha256: text(SHA256, 'Of the file; null where it is not known').nullable(),
    error: text('There is no room left.', 'Why it failed, as a sentence').nullable().meta({ example: null }),
    created_at: instant,
    finished_at: instant.nullable(),
    verification: z
      .object({
        outcome: z.enum(['passed', 'failed']).meta({ example: 'passed' }),
        at: instant,
        checks: z.array(BackupCheck),
      })
      .nullable()
      .meta({ description: 'What came of restoring it on trial; null where that was never done' }),
    task_id: idOf('Of the task that makes or verifies it now; null where none does').nullable(),
  })
  .meta({ title: 'Backup' });

const time = (variable: string) =>
  text('37 3 * * *', `Of \`${variable}\`: a cron expression in UTC; null where it is off`).nullable();

export const BackupSettings = z
  .object({
    schedule: time('BACKUP_SCHEDULE'),
    next_at: instant.nullable(),
    verify_schedule: time('BACKUP_VERIFY_SCHEDULE'),
    next_verify_at: instant.nullable(),
    keep: z.object({
      daily: whole(7, 'Of so many days the newest scheduled one is kept'),
      weekly: whole(4, 'Of so many weeks'),
      monthly: whole(12, 'Of so many months'),
    }),
    place: placeKind,
    address: text('/data/backups', 'Where new ones go: a folder, or an s3:// address'),
  })
  .meta({ title: 'BackupSettings' });

export const listBackups = endpoint({
  name: 'listBackups',
  method: 'GET',
  path: '/api/backups',
  summary: 'Backups, newest first, and how they are made and kept',
  description:
    'What the program knows of, with whether each file is really there. Backups hold the database and the settings, never audio files: of these they hold a list.',
  tag,
  needs: 'operations.read',
  query: pageQuery,
  reply: listOf(Backup).extend({ settings: BackupSettings }).meta({ title: 'Backups' }),
});

export const createBackup = endpoint({
  name: 'createBackup',
  method: 'POST',
  path: '/api/backups',
  summary: 'Have a backup made',
  description:
    'While the program goes on working; it is of one moment. One is made at a time: while one like it is under way, that one is answered. The rule that lets old backups go leaves it alone. With secrets it opens every stored credential: keep it as you keep a password.',
  tag,
  needs: 'operations.edit',
  errors: ['conflict'],
  body: z
    .object({
      with_secrets: z.boolean().default(false).meta({
        description: 'Whether it holds the keys of `secrets.json` or `SECRET_KEY`',
        example: false,
      }),
    })
    .meta({ title: 'NewBackup' }),
  reply: z
    .object({ id, task_id: idOf('To be asked for with `GET /api/tasks/{id}`') })
    .meta({ title: 'BackupAccepted' }),
  status: 202,
});

export const getBackup = endpoint({
  name: 'getBackup',
  method: 'GET',
  path: '/api/backups/{id}',
  summary: 'One backup',
  description: 'With what was looked at when it was last restored on trial.',
  tag,
  needs: 'operations.read',
  params: idParam,
  reply: Backup,
});

export const downloadBackup = endpoint({
  name: 'downloadBackup',
  method: 'GET',
  path: '/api/backups/{id}/file',
  summary: 'The file of a backup',
  description:
    'A ZIP, as a download. It holds all that the program knows, hashes of passwords too, so it is for administrators, and each download is noted in the audit log. 404 where the file is not there.',
  tag,
  needs: 'operations.edit',
  errors: ['conflict', 'external_api_error'],
  params: idParam,
  replyMediaType: 'application/zip',
});

export const removeBackup = endpoint({
  name: 'removeBackup',
  method: 'DELETE',
  path: '/api/backups/{id}',
  summary: 'Remove a backup and its file',
  description: 'At once and for good. One that is being made is removed when it has ended.',
  tag,
  needs: 'operations.edit',
  errors: ['conflict', 'external_api_error'],
  params: idParam,
});

export const verifyBackup = endpoint({
  name: 'verifyBackup',
  method: 'POST',
  path: '/api/backups/{id}/verify',
  summary: 'Restore a backup on trial',
  description:
    'Into a database of its own, which is removed afterwards: row counts, checksums and what must always hold are compared. The task succeeds when that could be found out; its `result.outcome` is `passed` or `failed`. One is verified at a time.',
  tag,
  needs: 'operations.edit',
  errors: ['conflict'],
  params: idParam,
  reply: TaskAccepted,
  status: 202,
});
