import { describe, expect, it } from 'vitest';
import { faultsOf } from './item-faults.ts';

const fault = { path: 'Emma/1.mp3', fault: 'The file is cut off.' };
const finding = { kind: 'corrupt', severity: 'severe', path: null, sentence: 'It is damaged.' } as const;
const check = {
  method: 'decode',
  checked_at: '2026-01-01T00:00:00Z',
  is_outdated: false,
  decayed: false,
} as const;

describe('the faults of an item', () => {
  it('are those of scans and of the last look into its audio', () => {
    const item = { path: 'Emma', faults: [fault], check: { ...check, findings: [finding] } };
    expect(faultsOf(item)).toEqual([fault, { path: 'Emma', fault: 'It is damaged.' }]);
  });

  it('are said once where both found the same', () => {
    const same = { ...finding, path: fault.path, sentence: fault.fault };
    expect(faultsOf({ path: 'Emma', faults: [fault], check: { ...check, findings: [same] } })).toEqual([
      fault,
    ]);
  });

  it('are not those of files that changed since', () => {
    const outdated = { ...check, is_outdated: true, findings: [finding] };
    expect(faultsOf({ path: 'Emma', faults: [], check: outdated })).toEqual([]);
    expect(faultsOf({ path: 'Emma', faults: [], check: null })).toEqual([]);
  });
});
