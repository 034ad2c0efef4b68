import { ExternalLink } from 'lucide-react';
import { health } from '../../../../src/contract/health.ts';
import { useEndpoint } from '../../api.ts';
import { serverUrl } from '../../ask.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { Card } from '../../ui/card.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';

const TONES: Readonly<Record<'healthy' | 'degraded' | 'unhealthy', Tone>> = {
  healthy: 'good',
  degraded: 'warn',
  unhealthy: 'bad',
};

/** What works and what does not, in the server's words. */
export function HealthSection() {
  const answer = useEndpoint(health, {});
  return (
    <section aria-label="Health">
      <header className="mb-3 flex flex-wrap items-end gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1">
          <h2 className="text-base font-semibold">Health</h2>
          <p className="text-muted">
            What the program needs{answer.data?.version !== undefined && `; version ${answer.data.version}`}.
          </p>
        </div>
        <a
          href={`${serverUrl()}/api/docs`}
          className="inline-flex items-center gap-1.5 text-[0.8125rem] text-muted underline-offset-2 hover:text-accent hover:underline"
        >
          API documents <ExternalLink className="size-3.5" aria-hidden />
        </a>
      </header>
      {answer.data === undefined ? (
        answer.error === null ? (
          <Skeleton className="h-14 rounded-xl" />
        ) : (
          <ErrorNotice error={answer.error} onRetry={() => void answer.refetch()} />
        )
      ) : (
        <Card>
          <ul aria-label="Services" className="divide-y divide-line">
            {Object.entries(answer.data.services).map(([name, service]) => (
              <li key={name} className="flex items-start gap-3 px-4 py-2.5">
                <div className="min-w-0 flex-1">
                  <p className="font-medium first-letter:uppercase">{name.replaceAll('_', ' ')}</p>
                  {[service.detail, service.error, service.what_to_do].map(
                    (sentence) =>
                      sentence !== undefined && (
                        <p key={sentence} className="text-[0.8125rem] wrap-anywhere text-muted">
                          {sentence}
                        </p>
                      ),
                  )}
                </div>
                <Badge tone={TONES[service.status]}>{service.status}</Badge>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </section>
  );
}
