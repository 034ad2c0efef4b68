import { createHash } from 'node:crypto';
import type { Source } from '../base/source.ts';
import type { FoundItem } from './walk/found-item.ts';

/**
 * Changes when a file of the item, or one beside it that tells of the book, is added, removed, renamed or written, and
 * when its library trusts its sources in another order: equal means that nothing is to be read.
 */
export function itemSignature(
  { files, coverFile, sidecars, faults }: Pick<FoundItem, 'files' | 'coverFile' | 'sidecars' | 'faults'>,
  sourceOrder: readonly Source[] | null,
): string {
  const hash = createHash('sha256');
  for (const { path, sizeBytes, mtimeMs, inode, fault } of files) {
    hash.update(`${path}\0${sizeBytes}\0${mtimeMs}\0${inode}\0${fault ?? ''}\n`);
  }
  for (const { path, sizeBytes, mtimeMs } of sidecars) hash.update(`${path}\0${sizeBytes}\0${mtimeMs}\n`);
  hash.update(`${coverFile ?? ''}\0${faults.map(({ path, fault }) => `${path}\0${fault}`).join('\0')}`);
  if (sourceOrder !== null) hash.update(`\n${sourceOrder.join()}`);
  return hash.digest('base64url').slice(0, 27);
}
