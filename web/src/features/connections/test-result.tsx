import { CircleAlert, CircleCheck } from 'lucide-react';
import type { ConnectionTest } from '../../things.ts';
import { ErrorNotice } from '../../ui/error-notice.tsx';

interface TestResultProps {
  readonly result: ConnectionTest | undefined;
  readonly error: Error | null;
  /** Fields of the form around it that show their own faults. */
  readonly shownFields?: readonly string[];
}

/** What a test of a connection found, in its own words. */
export function TestResult({ result, error, shownFields = [] }: TestResultProps) {
  if (error !== null) return <ErrorNotice error={error} shownFields={shownFields} />;
  if (result === undefined) return null;
  const Icon = result.ok ? CircleCheck : CircleAlert;
  return (
    <p
      role="status"
      aria-label="Result of the test"
      className={`flex items-start gap-2.5 rounded-lg px-3 py-2 text-[0.8125rem] ${result.ok ? 'bg-accent-soft' : 'bg-bad-soft'}`}
    >
      <Icon className={`mt-0.5 size-4 shrink-0 ${result.ok ? 'text-accent' : 'text-bad'}`} aria-hidden />
      <span className="min-w-0 wrap-anywhere">{result.detail}</span>
    </p>
  );
}
