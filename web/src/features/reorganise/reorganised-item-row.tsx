import { ArrowRight } from 'lucide-react';
import type { ReorganisedItem } from '../../things.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { Card } from '../../ui/card.tsx';
import { Disclosure } from '../../ui/disclosure.tsx';

const WORDS: Readonly<Record<ReorganisedItem['state'], readonly [string, Tone]>> = {
  planned: ['moves', 'busy'],
  refused: ['stays', 'warn'],
  moving: ['is moving', 'busy'],
  moved: ['moved', 'good'],
  failed: ['failed', 'bad'],
  undoing: ['goes back', 'busy'],
  undone: ['put back', 'neutral'],
};

/** One item of a plan: from where to where, why not, and each renaming. */
export function ReorganisedItemRow({ item }: { readonly item: ReorganisedItem }) {
  const [word, tone] = WORDS[item.state];
  return (
    <Card className="px-4 py-3">
      <div className="flex items-start gap-3">
        <div className="min-w-0 flex-1 text-[0.8125rem]">
          <p className="font-mono wrap-anywhere text-muted">{item.from}</p>
          {item.state !== 'refused' && (
            <p className="mt-0.5 flex items-start gap-1.5 font-mono wrap-anywhere">
              <ArrowRight className="mt-0.5 size-3.5 shrink-0 text-faint" aria-label="to" />
              {item.to}
            </p>
          )}
          {item.reason !== null && <p className="mt-1 text-warn">{item.reason}</p>}
        </div>
        <Badge tone={tone}>{word}</Badge>
      </div>
      {item.steps.length > 1 && (
        <div className="text-[0.8125rem]">
          <Disclosure label={`${item.steps.length} renamings`}>
            <ol className="mb-1 flex flex-col gap-1 pl-5">
              {item.steps.map(({ from, to }) => (
                <li key={`${from}\0${to}`} className="font-mono text-xs wrap-anywhere text-muted">
                  {from} <ArrowRight className="inline size-3" aria-label="to" /> {to}
                </li>
              ))}
            </ol>
          </Disclosure>
        </div>
      )}
    </Card>
  );
}
