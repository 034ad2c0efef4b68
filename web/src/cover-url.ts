import { pathOf } from '../../src/contract/call.ts';
import { getCover } from '../../src/contract/library-items.ts';
import { serverUrl } from './ask.ts';

/** The address of a library item's cover; null where no item stands for the book. */
export function coverUrl(libraryItemId: number | null | undefined): string | null {
  if (libraryItemId === null || libraryItemId === undefined) return null;
  return serverUrl() + pathOf(getCover, { params: { id: libraryItemId } });
}
