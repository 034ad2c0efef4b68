import { describe, expect, it } from 'vitest';
import { ApiError, NoAnswer } from '../../src/contract/call.ts';
import type { ErrorReply } from '../../src/contract/error.ts';
import { isWorthAnotherTry, retryDelay } from './query-client.ts';

function refusal(part: Pick<ErrorReply, 'code' | 'status_code'> & Partial<ErrorReply>): ApiError {
  return new ApiError({
    message: 'Not now.',
    context: null,
    timestamp: '2026-11-22T09:30:00.000Z',
    request_id: 'r1',
    ...part,
  });
}

describe('a question', () => {
  const unavailable = { code: 'service_unavailable', request_id: '' } as const;

  it.each([
    ['an overloaded server', refusal({ code: 'service_unavailable', status_code: 503 })],
    ['a short pause', refusal({ code: 'rate_limit_exceeded', status_code: 429, retry_after: 42 })],
    ['nobody', new NoAnswer('Failed to fetch')],
    ['a proxy whose server is away', refusal({ ...unavailable, status_code: 502 })],
  ])('is asked again after %s answered', (_, error) => {
    expect(isWorthAnotherTry(error)).toBe(true);
  });

  it.each([
    ['that the indexer fails', refusal({ code: 'external_api_error', status_code: 502 })],
    ['a long pause', refusal({ code: 'rate_limit_exceeded', status_code: 429, retry_after: 2880 })],
    ['that it is not allowed', refusal({ code: 'forbidden', status_code: 403 })],
    ['what it cannot read', new SyntaxError('Unexpected token')],
  ])('is left at it after the server answered %s', (_, error) => {
    expect(isWorthAnotherTry(error)).toBe(false);
  });
});

describe('the pause before another try', () => {
  it('is what a 429 asks for', () => {
    expect(retryDelay(0, refusal({ code: 'rate_limit_exceeded', status_code: 429, retry_after: 42 }))).toBe(
      42_000,
    );
  });

  it('is what an overloaded server asks for, within reason', () => {
    const overload = { code: 'service_unavailable', status_code: 503 } as const;
    expect(retryDelay(0, refusal({ ...overload, retry_after: 2 }))).toBe(2000);
    expect(retryDelay(0, refusal({ ...overload, retry_after: 3600 }))).toBe(10_000);
    expect(retryDelay(2, refusal(overload))).toBe(2000);
  });

  it('grows where nobody says how long', () => {
    expect([0, 1, 2].map((failures) => retryDelay(failures, new NoAnswer('Failed to fetch')))).toEqual([
      500, 1000, 2000,
    ]);
  });
});
