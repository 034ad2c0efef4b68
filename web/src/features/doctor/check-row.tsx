import type { Tone } from '../../ui/badge.tsx';
import { FindingRow } from '../../ui/finding-row.tsx';
import { type Check, checkWords } from './check-words.ts';

const STATUSES: Readonly<Record<Check['status'], { readonly tone: Tone; readonly word: string }>> = {
  ok: { tone: 'good', word: 'ok' },
  warning: { tone: 'warn', word: 'warning' },
  error: { tone: 'bad', word: 'error' },
  skipped: { tone: 'neutral', word: 'not checked' },
};

export function CheckRow({ check }: { readonly check: Check }) {
  return (
    <FindingRow
      title={checkWords(check.name)}
      detail={check.detail}
      whatToDo={check.what_to_do}
      {...STATUSES[check.status]}
    />
  );
}
