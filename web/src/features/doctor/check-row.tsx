import { Lightbulb } from 'lucide-react';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { type Check, checkWords } from './check-words.ts';

const TONES: Readonly<Record<Check['status'], Tone>> = {
  ok: 'good',
  warning: 'warn',
  error: 'bad',
  skipped: 'neutral',
};

export function CheckRow({ check }: { readonly check: Check }) {
  return (
    <div className="flex items-start gap-3 px-4 py-2.5">
      <div className="min-w-0 flex-1">
        <h3 className="font-medium">{checkWords(check.name)}</h3>
        <p className="text-[0.8125rem] wrap-anywhere text-muted">{check.detail}</p>
        {check.what_to_do !== undefined && (
          <p className="mt-1 flex items-start gap-2 text-[0.8125rem]">
            <Lightbulb className="mt-0.5 size-4 shrink-0 text-warn" aria-label="What to do:" />
            <span className="min-w-0 wrap-anywhere">{check.what_to_do}</span>
          </p>
        )}
      </div>
      <Badge tone={TONES[check.status]}>{check.status}</Badge>
    </div>
  );
}
