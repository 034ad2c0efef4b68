import { Bot, CircleUserRound, CircleX, KeyRound, UserRoundX } from 'lucide-react';
import type { AuditEntry } from '../../things.ts';
import { DayRow } from '../../ui/day-row.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { Facts } from '../../ui/facts.tsx';
import { actionWords } from './action-words.ts';

const ACTORS: Readonly<
  Record<AuditEntry['actor']['kind'], { readonly word: string; readonly icon: typeof Bot }>
> = {
  user: { word: 'user', icon: CircleUserRound },
  api_key: { word: 'API key', icon: KeyRound },
  nobody: { word: 'not signed in', icon: UserRoundX },
  program: { word: 'the program itself', icon: Bot },
};

const EXACT = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'medium', hourCycle: 'h23' });

interface AuditRowProps {
  readonly entry: AuditEntry;
  readonly above: AuditEntry | undefined;
}

/** Who did what, or tried to. */
export function AuditRow({ entry, above }: AuditRowProps) {
  const { word, icon: Icon } = ACTORS[entry.actor.kind];
  const actorName = entry.actor.kind === 'program' ? 'MAMcrawler' : entry.actor.name;
  const isRefused = entry.outcome === 'refused';
  return (
    <DayRow at={entry.at} above={above?.at}>
      <div className="min-w-0 flex-1">
        <p className="wrap-anywhere">
          {isRefused && (
            <CircleX className="mr-1.5 inline size-4 align-[-0.2em] text-bad" aria-label="Refused:" />
          )}
          {entry.sentence}
        </p>
        <div className="-mb-1 text-[0.8125rem] [&_button]:min-h-7 [&_button]:font-normal [&_button]:text-muted">
          <Disclosure
            label={
              <span className="flex flex-wrap items-center gap-x-3">
                <span className="inline-flex min-w-0 items-center gap-1.5" title={word}>
                  <Icon className="size-3.5 shrink-0 text-faint" aria-label={word} />
                  <span className="min-w-0 wrap-anywhere">{actorName}</span>
                </span>
                {entry.address !== null && <span className="font-mono text-xs">{entry.address}</span>}
                <span className="sr-only">Details</span>
              </span>
            }
          >
            <div className="pt-1 pb-2 pl-5.5">
              <Facts
                entries={[
                  { term: 'Action', value: `${actionWords(entry.action)} (${entry.action})` },
                  { term: 'Outcome', value: isRefused ? 'refused' : 'done' },
                  { term: 'By', value: entry.actor.kind === 'nobody' ? word : `${actorName} (${word})` },
                  { term: 'Subject', value: entry.subject },
                  ...detailFacts(entry.detail),
                  { term: 'At', value: EXACT.format(new Date(entry.at)) },
                  { term: 'Request', value: entry.request_id },
                ]}
              />
            </div>
          </Disclosure>
        </div>
      </div>
    </DayRow>
  );
}

function detailFacts(detail: AuditEntry['detail']) {
  return Object.entries(detail).map(([term, value]) => ({
    term: actionWords(term),
    value: Array.isArray(value)
      ? value.join(', ')
      : typeof value === 'object'
        ? JSON.stringify(value)
        : String(value),
  }));
}
