import type { BackupSettings } from '../../things.ts';
import { Card } from '../../ui/card.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Facts } from '../../ui/facts.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';

/** When backups are made, which are kept and where, and how one is restored. */
export function BackupSettingsCard({ settings }: { readonly settings: BackupSettings }) {
  const { keep, address, place } = settings;
  return (
    <Card className="mb-5 px-4 py-3">
      <Facts
        entries={[
          {
            term: 'Next',
            value: <Time at={settings.next_at} cron={settings.schedule} off="BACKUP_SCHEDULE" />,
          },
          {
            term: 'Next verification',
            value: (
              <Time
                at={settings.next_verify_at}
                cron={settings.verify_schedule}
                off="BACKUP_VERIFY_SCHEDULE"
              />
            ),
          },
          {
            term: 'Kept',
            value: `the newest of ${keep.daily} days, ${keep.weekly} weeks and ${keep.monthly} months; those that you ask for until you remove them`,
          },
          {
            term: place === 's3' ? 'Bucket' : 'Folder',
            value: <code className="font-mono text-xs">{address}</code>,
          },
        ]}
      />
      <div className="mt-1 -mb-1.5 text-[0.8125rem]">
        <Disclosure label="How to restore one">
          <div className="mb-1.5 flex flex-col gap-2 text-muted">
            <p>
              On the server, in the folder of MAMcrawler: stop it, then name the number of a backup, or the
              path of its file, also on another machine.
            </p>
            <pre className="overflow-x-auto rounded-lg bg-sunken px-3 py-2 font-mono text-xs text-ink select-all">
              npm run cli -- backup restore {place === 's3' ? 'ID' : `${address}/FILE.zip`}
            </pre>
            <p>
              What is there is backed up first, and nothing is changed unless all of it can be restored. Start
              MAMcrawler afterwards.
            </p>
          </div>
        </Disclosure>
      </div>
    </Card>
  );
}

interface TimeProps {
  readonly at: string | null;
  readonly cron: string | null;
  readonly off: string;
}

function Time({ at, cron, off }: TimeProps) {
  if (at === null) return <>never by itself: {off} is off</>;
  return (
    <>
      <RelativeTime at={at} /> <span className="text-faint">({cron}, UTC)</span>
    </>
  );
}
