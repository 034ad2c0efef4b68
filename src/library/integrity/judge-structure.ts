import type { FileClaim } from './file-claim.ts';
import type { ItemFinding } from './item-finding.ts';

/** A name that does not fit the audio in it keeps nobody from hearing it. */
const ONLY_THE_NAME = /^The name ends in \S*, but the file is [\w ]+ audio\.$/;

/** Judges a file by its structure alone: all that can be told without decoding it. */
export function judgeStructure({ path, fault }: FileClaim): readonly ItemFinding[] {
  if (fault === null) return [];
  if (ONLY_THE_NAME.test(fault)) return [{ kind: 'wrong_name', severity: 'slight', path, sentence: fault }];
  return [{ kind: 'broken_structure', severity: 'severe', path, sentence: fault }];
}
