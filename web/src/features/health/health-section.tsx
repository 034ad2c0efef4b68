import { ExternalLink, Lightbulb, RotateCw } from 'lucide-react';
import { health } from '../../../../src/contract/health.ts';
import { useEndpoint } from '../../api.ts';
import { serverUrl } from '../../ask.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { SectionFrame } from '../../ui/section-frame.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { type Service, servicesOf, serviceWords } from './services.ts';

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
                <ServiceRow name={name} service={service} />
              </li>
            ))}
          </ul>
        </Card>
      )}
    </SectionFrame>
  );
}

function ServiceRow({ name, service }: { readonly name: string; readonly service: Service }) {
  return (
    <div className="flex items-start gap-3 px-4 py-2.5">
      <div className="min-w-0 flex-1">
        <h3 className="font-medium">{serviceWords(name)}</h3>
        {service.detail !== undefined && (
          <p className="text-[0.8125rem] wrap-anywhere text-muted">{service.detail}</p>
        )}
        {service.error !== undefined && (
          <p className="text-[0.8125rem] wrap-anywhere text-ink">{service.error}</p>
        )}
        {service.what_to_do !== undefined && (
          <p className="mt-1 flex items-start gap-2 text-[0.8125rem]">
            <Lightbulb className="mt-0.5 size-4 shrink-0 text-warn" aria-label="What to do:" />
            <span className="min-w-0 wrap-anywhere">{service.what_to_do}</span>
          </p>
        )}
      </div>
      <Badge tone={TONES[service.status]}>{service.status}</Badge>
    </div>
  );
}
