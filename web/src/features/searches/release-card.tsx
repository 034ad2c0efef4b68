import { ExternalLink, Star } from 'lucide-react';
import { formatBytes } from '../../../../src/base/quantities.ts';
import { useMay } from '../../session.ts';
import type { Release } from '../../things.ts';
import { Badge } from '../../ui/badge.tsx';
import { Card } from '../../ui/card.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { ParsedFacts } from './parsed-facts.tsx';
import { ReasonList } from './reason-list.tsx';
import { ScoreParts } from './score-parts.tsx';
import { TakeReleaseButton } from './take-release-button.tsx';

interface ReleaseCardProps {
  readonly release: Release;
  readonly searchId: number;
}

/** One thing that an indexer found, and why it was taken or not. */
export function ReleaseCard({ release, searchId }: ReleaseCardProps) {
  const failed = release.reasons.filter((reason) => reason.outcome === 'fail');
  const may = useMay();
  const isAccepted = release.verdict === 'accepted';
  return (
    <Card className={`p-3.5 ${release.chosen ? 'border-accent! ring-1 ring-accent' : ''}`}>
      <div className="flex items-start gap-3">
        <div className="min-w-0 flex-1">
          <h2 className="font-medium wrap-anywhere">{release.title}</h2>
          <div className="mt-1.5 flex flex-wrap items-center gap-x-3 gap-y-1 text-[0.8125rem] text-muted tabular-nums">
            {release.chosen && (
              <Badge tone="good" icon={<Star aria-hidden />}>
                Chosen
              </Badge>
            )}
            <Badge tone={isAccepted ? 'good' : 'bad'}>{isAccepted ? 'Accepted' : 'Rejected'}</Badge>
            {isAccepted && <span>{scoreWords(release.score)}</span>}
            <span>{release.indexer_name}</span>
            {release.size_bytes !== null && <span>{formatBytes(release.size_bytes)}</span>}
            {release.seeders !== null && (
              <span>
                {release.seeders} seeding{release.leechers !== null && `, ${release.leechers} fetching`}
              </span>
            )}
            {release.published_at !== null && <RelativeTime at={release.published_at} />}
            {release.info_url !== null && /^https?:/i.test(release.info_url) && (
              <a
                href={release.info_url}
                target="_blank"
                rel="noreferrer noopener"
                className="inline-flex items-center gap-1 underline-offset-2 hover:text-accent hover:underline"
              >
                Its page <ExternalLink className="size-3.5" aria-hidden />
              </a>
            )}
          </div>
        </div>
        {may('releases.choose') && <TakeReleaseButton release={release} searchId={searchId} />}
      </div>
      {release.failure !== null && <p className="mt-2 text-[0.8125rem] text-bad">{release.failure}</p>}
      {failed.length > 0 && (
        <ul aria-label="Why it was rejected" className="mt-2 list-disc pl-5 text-[0.8125rem] marker:text-bad">
          {failed.map(({ rule, detail }) => (
            <li key={rule}>{detail}</li>
          ))}
        </ul>
      )}
      <div className="mt-1 -mb-1.5 text-[0.8125rem]">
        <Disclosure label="How it was judged">
          <div className="grid gap-x-8 gap-y-4 pt-1 pb-2 lg:grid-cols-2">
            <ReasonList reasons={release.reasons} />
            <div className="flex flex-col gap-4">
              <ParsedFacts parsed={release.parsed} />
              <ScoreParts parts={release.score_parts} total={release.score} />
            </div>
          </div>
        </Disclosure>
      </div>
    </Card>
  );
}

function scoreWords(score: number): string {
  return `${Math.round(score * 10) / 10} points`;
}
