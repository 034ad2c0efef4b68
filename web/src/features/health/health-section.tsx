import { ExternalLink, RotateCw } from 'lucide-react';
import { health } from '../../../../src/contract/health.ts';
import { useEndpoint } from '../../api.ts';
import { serverUrl } from '../../ask.ts';
import type { Tone } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { FindingRow } from '../../ui/finding-row.tsx';
import { SectionFrame } from '../../ui/section-frame.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { servicesOf, serviceWords } from './services.ts';

const TONES: Readonly<Record<'healthy' | 'degraded' | 'unhealthy', Tone>> = {
  healthy: 'good',
  degraded: 'warn',
  unhealthy: 'bad',
};

/** What works and what does not, in the server's words. */
export function HealthSection() {
  const answer = useEndpoint(health, {});
  const version = answer.data?.version;
  return (
    <SectionFrame
      title="Health"
      lead={`What the program needs${version === undefined ? '' : `; version ${version}`}.`}
      action={
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <a
            href={`${serverUrl()}/api/docs`}
            className="inline-flex items-center gap-1.5 text-[0.8125rem] text-muted underline-offset-2 hover:text-accent hover:underline"
          >
            API documents <ExternalLink className="size-3.5" aria-hidden />
          </a>
          <Button
            icon={<RotateCw aria-hidden />}
            isPending={answer.isFetching}
            onClick={() => void answer.refetch()}
          >
            Check again
          </Button>
        </div>
      }
    >
      {answer.data === undefined ? (
        answer.error === null ? (
          <Skeleton className="h-14 rounded-xl" />
        ) : (
          <ErrorNotice error={answer.error} onRetry={() => void answer.refetch()} />
        )
      ) : (
        <Card>
          <ul aria-label="Services" className="divide-y divide-line">
            {servicesOf(answer.data).map(([name, service]) => (
              <li key={name}>
                <FindingRow
                  title={serviceWords(name)}
                  detail={service.detail}
                  error={service.error}
                  whatToDo={service.what_to_do}
                  tone={TONES[service.status]}
                  word={service.status}
                />
              </li>
            ))}
          </ul>
        </Card>
      )}
    </SectionFrame>
  );
}
