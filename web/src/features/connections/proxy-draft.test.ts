import { describe, expect, it } from 'vitest';
import { isProxyChanged, keepsSavedProxy, proxyBodyOf, proxyDraftOf } from './proxy-draft.ts';

const SOCKS = 'socks5://127.0.0.1:1080';

describe('the proxy of a connection', () => {
  it.each([
    ['a new one, as the program', { use: 'default', address: '' }, undefined, {}],
    ['back to that of the program', { use: 'default', address: '' }, 'own', { proxy: null }],
    ['none', { use: 'direct', address: SOCKS }, 'default', { proxy: 'direct' }],
    ['its own', { use: 'own', address: ` ${SOCKS} ` }, 'default', { proxy: SOCKS }],
    ['its own, as saved', { use: 'own', address: '' }, 'own', {}],
    ['its own, another', { use: 'own', address: SOCKS }, 'own', { proxy: SOCKS }],
    ['its own, forgotten to type', { use: 'own', address: '' }, 'direct', { proxy: '' }],
  ] as const)('is sent: %s', (_, draft, saved, body) => {
    expect(proxyBodyOf(draft, saved)).toEqual(body);
  });

  it('is unchanged as it was opened', () => {
    for (const saved of [undefined, 'default', 'direct', 'own'] as const) {
      expect(isProxyChanged(proxyDraftOf(saved), saved)).toBe(false);
    }
    expect(isProxyChanged({ use: 'own', address: SOCKS }, 'own')).toBe(true);
    expect(isProxyChanged({ use: 'direct', address: '' }, 'own')).toBe(true);
  });

  it('is known to the server alone while it is kept', () => {
    expect(keepsSavedProxy({ use: 'own', address: '' }, 'own')).toBe(true);
    expect(keepsSavedProxy({ use: 'own', address: SOCKS }, 'own')).toBe(false);
    expect(keepsSavedProxy({ use: 'own', address: '' }, undefined)).toBe(false);
  });
});
