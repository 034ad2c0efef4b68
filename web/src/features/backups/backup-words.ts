import type { Backup } from '../../things.ts';
import type { Tone } from '../../ui/badge.tsx';

export const ORIGINS: Readonly<Record<Backup['origin'], string>> = {
  schedule: 'by the clock',
  manual: 'by hand',
  safety: 'before a restore',
};

/** What a backup is worth, in a word or two. */
export function worthOf({ state, file, verification }: Pick<Backup, 'state' | 'file' | 'verification'>): {
  readonly tone: Tone;
  readonly words: string;
} {
  if (state === 'running') return { tone: 'busy', words: 'Being made' };
  if (state === 'failed') return { tone: 'bad', words: 'Failed' };
  if (file === 'missing') return { tone: 'bad', words: 'File missing' };
  if (verification === null) return { tone: 'neutral', words: 'Not verified' };
  return verification.outcome === 'passed'
    ? { tone: 'good', words: 'Verified' }
    : { tone: 'bad', words: 'Cannot be restored' };
}
