import { describe, expect, it } from 'vitest';
import { ApiError, NoAnswer } from '../../src/contract/call.ts';
import type { ErrorReply } from '../../src/contract/error.ts';
import {
  faultAt,
  fieldFaultsOf,
  isAway,
  isShortPause,
  isSignedOut,
  isTooMany,
  retryAfterSeconds,
  sentenceOf,
} from './ask.ts';

function refusal(part: Partial<ErrorReply> & { readonly retry_after?: number }): ApiError {
  return new ApiError({
    code: 'validation_error',
    message: 'The body is not valid.',
    status_code: 422,
    context: null,
    timestamp: '2026-11-22T09:30:00.000Z',
    request_id: 'r1',
    ...part,
  });
}

describe('what the server refused', () => {
  it('names the faults of single fields, and leaves out what is no fault', () => {
    const error = refusal({
      context: { fields: [{ path: 'title', message: 'must not be blank' }, 'odd', null] },
    });

    expect(fieldFaultsOf(error)).toEqual([{ path: 'title', message: 'must not be blank' }]);
    expect(faultAt(error, 'title')).toBe('must not be blank');
    expect(faultAt(error, 'authors')).toBeUndefined();
    expect(fieldFaultsOf(new Error('other'))).toEqual([]);
  });

  it('waits as long as a 429 says, else a while', () => {
    const tooMany = { code: 'rate_limit_exceeded', status_code: 429, message: 'Too many requests' } as const;

    expect(isTooMany(refusal(tooMany))).toBe(true);
    expect(retryAfterSeconds(refusal({ ...tooMany, retry_after: 42 }))).toBe(42);
    expect(retryAfterSeconds(refusal({ ...tooMany, context: { retry_after: 7 } }))).toBe(7);
    expect(retryAfterSeconds(refusal(tooMany))).toBeGreaterThan(0);
    expect(sentenceOf(refusal(tooMany))).toBe('Too many requests. Please wait.');
  });

  it('says how long, where nobody can wait beside it', () => {
    const downloads = {
      code: 'rate_limit_exceeded',
      status_code: 429,
      message: 'Too many requests',
    } as const;

    expect(isShortPause(refusal({ ...downloads, retry_after: 60 }))).toBe(true);
    expect(isShortPause(refusal({ ...downloads, retry_after: 2880 }))).toBe(false);
    expect(sentenceOf(refusal({ ...downloads, retry_after: 2880 }))).toBe(
      'Too many requests. Please wait 48 min.',
    );
  });

  it("keeps the server's words where they say more", () => {
    const message = 'Too many failed sign-ins. Wait 15 minutes.';
    const locked = refusal({ code: 'rate_limit_exceeded', status_code: 429, message, retry_after: 900 });

    expect(sentenceOf(locked)).toBe(message);
  });

  it('tells a missing session and a missing server apart', () => {
    expect(isSignedOut(refusal({ status_code: 401, code: 'unauthorized' }))).toBe(true);
    expect(isSignedOut(new NoAnswer('Failed to fetch'))).toBe(false);
    expect(sentenceOf(new NoAnswer('Failed to fetch'))).toMatch(/does not answer/);
    expect(sentenceOf(new TypeError('a page went wrong'))).toBe('a page went wrong');
    expect(isAway(refusal({ status_code: 404, code: 'not_found', request_id: '' }))).toBe(false);
    expect(sentenceOf(refusal({ message: 'It is wanted already.' }))).toBe('It is wanted already.');
  });

  it.each([502, 503, 504])(
    'is not what a proxy answers by %d in place of a server that is away',
    (status) => {
      const answer = { code: 'service_unavailable', status_code: status, message: 'Busy.' } as const;

      expect(sentenceOf(refusal({ ...answer, request_id: '' }))).toMatch(/does not answer/);
      expect(sentenceOf(refusal(answer))).toBe('Busy.');
    },
  );
});
