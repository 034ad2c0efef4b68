import pg from 'pg';
import { describe, expect, it } from 'vitest';
import {
  AppError,
  Conflict,
  Forbidden,
  Invalid,
  NotFound,
  NotReady,
  Refused,
  TooManyRequests,
  Unauthorized,
  Unavailable,
} from '../base/errors.ts';
import { answerTo, errorReply } from './error-reply.ts';

class OfNoKind extends AppError {
  override readonly name = 'OfNoKind';
}

function withCode(code: string, fields: object = {}): Error {
  return Object.assign(new Error('inner words'), { code, ...fields });
}

function withSqlState(code: string): pg.DatabaseError {
  return Object.assign(new pg.DatabaseError('inner words', 1, 'error'), { code });
}

describe('answerTo', () => {
  it.each([
    [new Invalid('Wrong.'), 422, 'validation_error'],
    [new Unauthorized('Who?'), 401, 'unauthorized'],
    [new Forbidden('No.'), 403, 'forbidden'],
    [new NotFound('Where?'), 404, 'not_found'],
    [new Conflict('Already.'), 409, 'conflict'],
    [new Unavailable('Later.'), 502, 'external_api_error'],
    [new Refused('Not so.'), 502, 'external_api_error'],
    [new NotReady('Soon.'), 503, 'service_unavailable'],
  ])('%s', (error, status, code) => {
    expect(answerTo(error)).toMatchObject({ status, code, message: error.message });
    expect(answerTo(error).isBug).toBeUndefined();
  });

  it.each([
    [withCode('ECONNREFUSED'), 503, 'service_unavailable'],
    [withCode('57P01'), 503, 'service_unavailable'],
    [withCode('08006'), 503, 'service_unavailable'],
    [new Error('Connection terminated unexpectedly'), 503, 'service_unavailable'],
    [new Error('timeout exceeded when trying to connect'), 503, 'service_unavailable'],
    [new pg.DatabaseError('inner words', 1, 'error'), 500, 'database_error'],
    [withSqlState('53100'), 503, 'service_unavailable'],
    [new Error('inner words'), 500, 'internal_error'],
    [new OfNoKind('inner words'), 500, 'internal_error'],
    ['inner words', 500, 'internal_error'],
    [withCode('FST_ERR_CTP_BODY_TOO_LARGE', { statusCode: 413 }), 413, 'validation_error'],
    [withCode('FST_ERR_CTP_INVALID_MEDIA_TYPE', { statusCode: 415 }), 415, 'validation_error'],
    [withCode('FST_ERR_CTP_EMPTY_JSON_BODY', { statusCode: 400 }), 422, 'validation_error'],
    [withCode('FST_ERR_CTP_INVALID_CONTENT_LENGTH', { statusCode: 400 }), 400, 'validation_error'],
    [withCode('FST_ERR_OF_LATER', { statusCode: 431 }), 431, 'validation_error'],
    [withCode('FST_ERR_OF_OURS', { statusCode: 500 }), 500, 'internal_error'],
  ])('%s', (error, status, code) => {
    const answer = answerTo(error);

    expect(answer).toMatchObject({ status, code, context: null });
    expect(answer.message).not.toContain('inner words');
    expect(answer.isBug ?? false).toBe(status >= 500);
    expect(answer.headers).toEqual(status === 503 ? { 'retry-after': '5' } : undefined);
  });
});

it('of a handler that takes too long says to come again, and is for somebody to look at', () => {
  const answer = answerTo(withCode('FST_ERR_HANDLER_TIMEOUT', { statusCode: 503 }));

  expect(answer).toMatchObject({
    status: 503,
    code: 'service_unavailable',
    headers: { 'retry-after': '5' },
  });
  expect(answer.isBug).toBe(true);
});

describe('errorReply', () => {
  it('is the one shape of errors', () => {
    const reply = errorReply(answerTo(Invalid.field('title', 'must not be blank')), 'abc');

    expect(reply).toEqual({
      code: 'validation_error',
      message: 'title must not be blank',
      status_code: 422,
      context: { fields: [{ path: 'title', message: 'must not be blank' }] },
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      request_id: 'abc',
    });
  });

  it('says of too many requests when to come again, in every place where a client may look', () => {
    const answer = answerTo(new TooManyRequests('Too many requests', 11.2));

    expect(answer.headers).toEqual({ 'retry-after': '12' });
    expect(errorReply(answer, 'abc')).toMatchObject({
      code: 'rate_limit_exceeded',
      message: 'Too many requests',
      status_code: 429,
      error: 'rate_limit_exceeded',
      retry_after: 12,
    });
  });
});
