import { askYes } from './cli/ask-person.ts';

/** Why nothing is changed, and the exit status that says so. */
interface Declined {
  readonly line: string;
  readonly status: number;
}

/** Null where a person at the terminal says yes; `unasked` is what to say where there is no terminal. */
export async function askConsent(question: string, unasked: string): Promise<Declined | null> {
  const said = await askYes(question, { input: process.stdin, err: process.stderr });
  if (said === true) return null;
  return said === null ? { line: unasked, status: 2 } : { line: 'Nothing was changed.', status: 1 };
}
