export type CheckStatus = 'ok' | 'warning' | 'error' | 'skipped';

/** One thing that was looked at, and what was found, in words. */
export interface Check {
  /** Of several places or services each has one of this name. */
  readonly name: string;
  readonly status: CheckStatus;
  readonly detail: string;
  readonly what_to_do?: string;
}

export interface DoctorReport {
  /** The worst of the checks. */
  readonly status: 'ok' | 'warning' | 'error';
  readonly version: string;
  readonly checkedAt: Date;
  readonly checks: readonly Check[];
}

export function ok(name: string, detail: string): Check {
  return { name, status: 'ok', detail };
}

export function warning(name: string, detail: string, whatToDo: string): Check {
  return { name, status: 'warning', detail, what_to_do: whatToDo };
}

export function fault(name: string, detail: string, whatToDo: string): Check {
  return { name, status: 'error', detail, what_to_do: whatToDo };
}

export function skipped(name: string, detail: string): Check {
  return { name, status: 'skipped', detail };
}

/** The status of all together: what was skipped says nothing. */
export function worstOf(checks: readonly Check[]): DoctorReport['status'] {
  if (checks.some(({ status }) => status === 'error')) return 'error';
  return checks.some(({ status }) => status === 'warning') ? 'warning' : 'ok';
}
