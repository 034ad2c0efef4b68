import { listDownloads } from '../../../src/contract/downloads.ts';
import { listDuplicates } from '../../../src/contract/duplicates.ts';
import { listImports } from '../../../src/contract/imports.ts';
import { listLibraries } from '../../../src/contract/libraries.ts';
import { useEndpoint } from '../api.ts';

export interface Counts {
  readonly downloads: number;
  readonly heldImports: number;
  readonly faults: number;
  /** Of which one copy may go. */
  readonly duplicates: number;
}

/** The numbers beside the links: what is under way, and what waits for a person. */
export function useCounts(): Counts {
  const downloads = useEndpoint(listDownloads, { query: { active: 'true', count: 'true', limit: 1 } });
  const held = useEndpoint(listImports, { query: { state: 'held', count: 'true', limit: 1 } });
  const libraries = useEndpoint(listLibraries, { query: { limit: 200 } });
  const duplicates = useEndpoint(listDuplicates, {
    query: { kind: 'same_recording', count: 'true', limit: 1 },
  });
  return {
    duplicates: duplicates.data?.total ?? 0,
    downloads: downloads.data?.total ?? 0,
    heldImports: held.data?.total ?? 0,
    faults: (libraries.data?.items ?? []).reduce((sum, library) => sum + library.fault_count, 0),
  };
}
