import type { DuplicateGroup } from '../../things.ts';

export const KIND_CHOICES: readonly { readonly value: DuplicateGroup['kind']; readonly label: string }[] = [
  { value: 'same_recording', label: 'Same recording' },
  { value: 'two_recordings', label: 'Two recordings' },
  { value: 'omnibus', label: 'Omnibus' },
];

const KINDS: Readonly<Record<DuplicateGroup['kind'], string>> = {
  same_recording: 'One recording, more than once',
  two_recordings: 'One book, in several recordings',
  omnibus: 'An omnibus, and books that are in it',
};

export function kindWords(kind: DuplicateGroup['kind']): string {
  return KINDS[kind];
}
