import { Check, CircleHelp, X } from 'lucide-react';
import type { Release } from '../../things.ts';

type Outcome = Release['reasons'][number]['outcome'];

const MARKS: Readonly<
  Record<Outcome, { readonly word: string; readonly icon: typeof Check; readonly tone: string }>
> = {
  fail: { word: 'Failed', icon: X, tone: 'text-bad' },
  unknown: { word: 'Not known', icon: CircleHelp, tone: 'text-warn' },
  pass: { word: 'Passed', icon: Check, tone: 'text-accent' },
};

/** Every rule with what it found. */
export function ReasonList({ reasons }: Pick<Release, 'reasons'>) {
  return (
    <section>
      <h3 className="mb-1.5 text-xs font-semibold text-faint">Rules</h3>
      <ul aria-label="Rules" className="flex flex-col gap-1">
        {reasons.map(({ rule, outcome, detail }) => {
          const { word, icon: Icon, tone } = MARKS[outcome];
          return (
            <li key={`${rule} ${detail}`} className="flex items-start gap-2">
              <Icon className={`mt-0.5 size-4 shrink-0 ${tone}`} aria-label={word} />
              <span className="min-w-0 wrap-anywhere">
                <span className="inline-block font-medium first-letter:uppercase">
                  {rule.replace(/[_-]/g, ' ')}
                </span>{' '}
                <span className="text-muted">{detail}</span>
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
