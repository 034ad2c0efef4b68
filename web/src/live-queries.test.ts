import { describe, expect, it } from 'vitest';
import { LIVE_KINDS } from '../../src/base/live-kinds.ts';
import { endpoints } from '../../src/contract/endpoints.ts';
import { isStale, staleAfter, staleAfterAction } from './live-queries.ts';

describe('staleAfter', () => {
  it('names only endpoints of the contract, for every kind of change', () => {
    const names = endpoints.map((endpoint) => endpoint.name);
    for (const kind of LIVE_KINDS) {
      const stale = staleAfter({ kind, ids: [] });
      expect(stale.length, kind).toBeGreaterThan(0);
      for (const { endpoint } of stale) expect(names).toContain(endpoint);
    }
  });

  it('asks for all again after a reset, which names nothing', () => {
    expect(staleAfter({ kind: 'reset', ids: [] })).toEqual([]);
  });

  it('keeps to the ids where one thing is shown, and takes every list', () => {
    const stale = staleAfter({ kind: 'book', ids: [7] });

    const concerns = (key: readonly unknown[]) => stale.some((entry) => isStale(key, entry));
    expect(concerns(['getBook', { params: { id: 7 } }])).toBe(true);
    expect(concerns(['getBook', { params: { id: 8 } }])).toBe(false);
    expect(concerns(['listBooks', { query: { search: 'dune' } }, 'pages'])).toBe(true);
    expect(concerns(['getAuthor', { params: { id: 99 } }])).toBe(true);
    expect(concerns(['listWanted', {}])).toBe(false);
  });

  it('takes an event without ids as one about any of them', () => {
    const stale = staleAfter({ kind: 'task', ids: [] });
    expect(stale.some((entry) => isStale(['getTask', { params: { id: 3 } }], entry))).toBe(true);
  });
});

describe('staleAfterAction', () => {
  it('knows every subject that can be changed, by endpoints of the contract', () => {
    const names = endpoints.map((endpoint) => endpoint.name);
    const changeable = endpoints.filter((endpoint) => endpoint.method !== 'GET' && endpoint.tag !== 'Access');
    for (const { tag } of changeable) {
      const stale = staleAfterAction(tag);
      expect(stale.length, tag).toBeGreaterThan(1);
      for (const { endpoint } of stale) expect(names).toContain(endpoint);
    }
  });

  it('shows in the audit log what one has just done', () => {
    expect(staleAfterAction('Users')).toContainEqual({ endpoint: 'listAudit', ids: 'all' });
  });
});
