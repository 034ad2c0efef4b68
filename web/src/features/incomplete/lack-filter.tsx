import type { ReactNode } from 'react';
import { LACK_WORDS, type Lack } from '../../../../src/base/completeness.ts';
import { formatCount } from '../../../../src/base/quantities.ts';
import type { CompletenessReport } from '../../things.ts';

interface LackFilterProps {
  readonly report: CompletenessReport;
  /** Null: whatever lacks anything. */
  readonly chosen: Lack | null;
  readonly onChoose: (lack: Lack | null) => void;
}

/** How many books lack what; each count is a filter. */
export function LackFilter({ report, chosen, onChoose }: LackFilterProps) {
  return (
    <ul aria-label="What books lack" className="mb-5 flex flex-wrap gap-2">
      <li>
        <Choice
          isChosen={chosen === null}
          onChoose={() => onChoose(null)}
          count={report.books - report.complete}
        >
          Anything
        </Choice>
      </li>
      {report.missing
        .filter(({ books, field }) => books > 0 || field === chosen)
        .map(({ field, books }) => (
          <li key={field}>
            <Choice isChosen={field === chosen} onChoose={() => onChoose(field)} count={books}>
              <span className="first-letter:uppercase">{LACK_WORDS[field]}</span>
            </Choice>
          </li>
        ))}
    </ul>
  );
}

interface ChoiceProps {
  readonly isChosen: boolean;
  readonly onChoose: () => void;
  readonly count: number;
  readonly children: ReactNode;
}

function Choice({ isChosen, onChoose, count, children }: ChoiceProps) {
  return (
    <button
      type="button"
      aria-pressed={isChosen}
      onClick={onChoose}
      className="inline-flex h-9 items-center gap-2 rounded-lg border border-line bg-panel px-3 text-[0.8125rem] font-medium text-muted hover:text-ink aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:text-accent max-md:h-10"
    >
      {children}
      <span className="font-normal tabular-nums">{formatCount(count)}</span>
    </button>
  );
}
