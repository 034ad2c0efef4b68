import { describe, expect, it } from 'vitest';
import { addApiKey } from '../../../../src/contract/api-keys.ts';
import { EXPIRY_CHOICES, expiryInstant, isExpired } from './key-expiry.ts';
import { scopesFor } from './key-scopes.ts';

const NOW = new Date('2026-11-22T09:30:00.000Z');

describe('the choices of a new API key', () => {
  it('offer no scope that would allow nothing more', () => {
    expect(scopesFor('viewer')).toEqual(['read']);
    expect(scopesFor('member')).toEqual(['read', 'member']);
    expect(scopesFor('administrator')).toEqual(['read', 'member', 'admin']);
  });

  it('offer expiries that the server takes', () => {
    expect(expiryInstant('30', NOW)).toBe('2026-12-22T09:30:00.000Z');
    expect(expiryInstant('never', NOW)).toBeNull();
    for (const { value } of EXPIRY_CHOICES) {
      const body = { name: 'Dashboard', scope: 'read', expires_at: expiryInstant(value, NOW) };
      expect(addApiKey.body.safeParse(body).success, value).toBe(true);
    }
  });

  it('know a key that has expired', () => {
    expect(isExpired(null, NOW)).toBe(false);
    expect(isExpired('2026-11-22T09:30:00.000Z', NOW)).toBe(true);
    expect(isExpired('2026-11-22T09:30:01.000Z', NOW)).toBe(false);
  });
});
