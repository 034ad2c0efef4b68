import type { LibraryItem } from '../../things.ts';

export interface ShownFault {
  readonly path: string;
  readonly fault: string;
}

/** What scans and the last look into the audio found wrong with an item, each thing once. */
export function faultsOf({
  path,
  faults,
  check,
}: Pick<LibraryItem, 'path' | 'faults' | 'check'>): readonly ShownFault[] {
  const findings = check === null || check.is_outdated ? [] : check.findings;
  const all = [
    ...faults,
    ...findings.map((finding) => ({ path: finding.path ?? path, fault: finding.sentence })),
  ];
  return [...new Map(all.map((each) => [`${each.path}\n${each.fault}`, each])).values()];
}
