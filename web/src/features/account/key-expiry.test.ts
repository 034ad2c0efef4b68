import { describe, expect, it } from 'vitest';
import { addApiKey } from '../../../../src/contract/api-keys.ts';
import { EXPIRY_CHOICES, expiryInstant, isExpired } from './key-expiry.ts';

const NOW = new Date('2026-11-22T09:30:00.000Z');

describe('the expiry of an API key', () => {
  it('is offered as the server takes it', () => {
    expect(expiryInstant('30', NOW)).toBe('2026-12-22T09:30:00.000Z');
    expect(expiryInstant('never', NOW)).toBeNull();
    for (const { value } of EXPIRY_CHOICES) {
      const body = { name: 'Dashboard', scope: 'read', expires_at: expiryInstant(value, NOW) };
      expect(addApiKey.body.safeParse(body).success, value).toBe(true);
    }
  });

  it('is known to have passed', () => {
    expect(isExpired(null, NOW)).toBe(false);
    expect(isExpired('2026-11-22T09:30:00.000Z', NOW)).toBe(true);
    expect(isExpired('2026-11-22T09:30:01.000Z', NOW)).toBe(false);
  });
});
