import { pipeline } from 'node:stream/promises';
import { recordAudit } from '../../access/record-audit.ts';
import { openTasksOf } from '../../activity/task-store.ts';
import * as contract from '../../contract/backups.ts';
import type { Backup } from '../../operations/backups/backup.ts';
import { nextTime } from '../../operations/backups/backup-schedule.ts';
import { listBackups, readBackup } from '../../operations/backups/backup-store.ts';
import { findFiles } from '../../operations/backups/find-files.ts';
import { removeBackup } from '../../operations/backups/keep-backups.ts';
import { refuseUnfinished } from '../../operations/backups/refuse-unfinished.ts';
import { requestBackup, requestVerification } from '../../operations/backups/request-backup.ts';
import { addressOf } from '../address-of.ts';
import type { HttpNeeds } from '../needs.ts';
import { instant, presentPage } from '../present.ts';
import { presentBackup } from '../present-backup.ts';
import { type Route, rawRoute, route } from '../route.ts';
import { takeOver } from '../take-over.ts';

export function backupRoutes({ db, send, clock, backups }: HttpNeeds): readonly Route[] {
  const { config, places } = backups;

  async function beside(shown: readonly Backup[]) {
    const files = await findFiles(backups, shown);
    const tasks = [...(await openTasksOf(db, 'create_backup')), ...(await openTasksOf(db, 'verify_backup'))];
    return { files, tasks };
  }

  function settings() {
    const next = (cron: string | null) => (cron === null ? null : instant(nextTime(cron, clock.now())));
    return {
      schedule: config.schedule,
      next_at: next(config.schedule),
      verify_schedule: config.verifySchedule,
      next_verify_at: next(config.verifySchedule),
      keep: config.keep,
      place: places.own.kind,
      address: places.own.address,
    };
  }

  return [
    route(contract.listBackups, async ({ query }) => {
      const page = await listBackups(db, query);
      const found = await beside(page.items);
      return { ...presentPage(page, (backup) => presentBackup(backup, found)), settings: settings() };
    }),
    route(contract.createBackup, async ({ body }) => {
      const wanted = { origin: 'manual', withSecrets: body.with_secrets } as const;
      const { backupId, taskId } = await requestBackup({ ...backups, send }, wanted);
      return { id: backupId, task_id: taskId };
    }),
    route(contract.getBackup, async ({ params }) => {
      const backup = await readBackup(db, params.id);
      return presentBackup(backup, await beside([backup]));
    }),
    rawRoute(contract.downloadBackup, async ({ params, actor, request, reply }) => {
      const backup = await readBackup(db, params.id);
      refuseUnfinished(backup);
      const { sizeBytes, body } = await places.of(backup).open(backup.name);
      // Before it is sent: whoever leaves in the middle has most of it.
      await recordAudit(db, {
        action: 'downloadBackup',
        outcome: 'done',
        actor,
        address: addressOf(request),
        subject: `backups/${backup.id}`,
      }).catch((error: unknown) => {
        body.destroy();
        throw error;
      });
      reply.header('cache-control', 'no-store').header('content-length', sizeBytes);
      reply.header('content-disposition', `attachment; filename="${backup.name}"`);
      // A reader that left, or a file that cannot be read on: the length that was promised tells that it is not whole.
      pipeline(body, takeOver(reply.type('application/zip'))).catch(() => {});
      return reply;
    }),
    route(contract.removeBackup, async ({ params }) => removeBackup(backups, params.id)),
    route(contract.verifyBackup, async ({ params }) => {
      const { taskId } = await requestVerification({ ...backups, send }, params.id);
      return { task_id: taskId };
    }),
  ];
}
