import { assertNever } from '../../../../src/base/assert.ts';
import type { WantedBook } from '../../things.ts';
import type { Tone } from '../../ui/badge.tsx';

type State = WantedBook['state'];

/** A state in words, and in which colour. */
export function wordsOf(state: State): { readonly label: string; readonly tone: Tone } {
  switch (state) {
    case 'wanted':
      return { label: 'Wanted', tone: 'neutral' };
    case 'searching':
      return { label: 'Searching', tone: 'busy' };
    case 'downloading':
      return { label: 'Downloading', tone: 'busy' };
    case 'importing':
      return { label: 'Importing', tone: 'busy' };
    case 'owned':
      return { label: 'In the library', tone: 'good' };
    case 'needs_person':
      return { label: 'Needs you', tone: 'warn' };
    case 'gave_up':
      return { label: 'Gave up', tone: 'bad' };
    default:
      return assertNever(state);
  }
}

/** Whether a search is of use now: not while a download or an import is under way, nor when the book is there. */
export function canBeSearched(state: State): boolean {
  return state === 'wanted' || state === 'searching' || state === 'needs_person' || state === 'gave_up';
}
