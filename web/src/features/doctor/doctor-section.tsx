import { Download, Stethoscope } from 'lucide-react';
import { useState } from 'react';
import { examine, supportBundle } from '../../../../src/contract/doctor.ts';
import { useEndpoint } from '../../api.ts';
import { serverUrl } from '../../ask.ts';
import { Button, buttonClasses } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { SectionFrame } from '../../ui/section-frame.tsx';
import { FilterSelect } from '../../ui/select-field.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { CheckRow } from './check-row.tsx';
import { worstFirst } from './check-words.ts';

const EXTENTS = [
  { value: 'false', label: 'What is needed to work' },
  { value: 'true', label: 'Also before production' },
] as const;

/** Looks at everything when it is asked to: services are called, files are made and removed. */
export function DoctorSection() {
  const [production, setProduction] = useState<'true' | 'false'>('false');
  const [isAsked, setAsked] = useState(false);
  const answer = useEndpoint(examine, isAsked ? { query: { production } } : null);
  const start = () => (isAsked ? void answer.refetch() : setAsked(true));
  return (
    <SectionFrame
      title="Examination"
      lead="Tries out folders, links, services, the clock and what else the program depends on."
      action={
        <div className="flex flex-wrap items-center gap-2">
          <FilterSelect
            label="What to examine"
            choices={EXTENTS}
            value={production}
            onValue={setProduction}
          />
          <a
            href={serverUrl() + supportBundle.path}
            download="mamcrawler-support.zip"
            className={buttonClasses('secondary', 'medium')}
          >
            <Download aria-hidden />
            Support bundle
          </a>
          <Button icon={<Stethoscope aria-hidden />} isPending={answer.isFetching} onClick={start}>
            {isAsked ? 'Check again' : 'Examine'}
          </Button>
        </div>
      }
    >
      {answer.data !== undefined ? (
        <Card>
          <ul aria-label="Checks" className="divide-y divide-line">
            {worstFirst(answer.data.checks).map((check) => (
              <li key={check.name + check.detail}>
                <CheckRow check={check} />
              </li>
            ))}
          </ul>
        </Card>
      ) : answer.error !== null ? (
        <ErrorNotice error={answer.error} onRetry={() => void answer.refetch()} />
      ) : (
        isAsked && <Skeleton className="h-40 rounded-xl" />
      )}
    </SectionFrame>
  );
}
