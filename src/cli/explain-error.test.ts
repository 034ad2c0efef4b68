import { describe, expect, it } from 'vitest';
import { ApiError } from '../contract/call.ts';
import type { ErrorReply } from '../contract/error.ts';
import { CliFault } from './cli-fault.ts';
import { errorDocument, errorLines, exitStatusOf } from './explain-error.ts';

function refusal(reply: Partial<ErrorReply>): ApiError {
  return new ApiError({
    code: 'conflict',
    message: 'You own this book already.',
    status_code: 409,
    context: null,
    timestamp: '2026-11-22T09:30:00.000Z',
    request_id: 'r-1',
    ...reply,
  });
}

describe('a refusal of the server', () => {
  it('is told with the number under which the log has it', () => {
    expect(errorLines(refusal({}))).toEqual(['You own this book already.', 'Request r-1']);
  });

  it('is told field by field', () => {
    const fields = [
      { path: 'authors', message: 'must name an author' },
      { path: '', message: 'is empty' },
    ];
    expect(errorLines(refusal({ code: 'validation_error', context: { fields } }))).toEqual([
      'This is not valid:',
      '  authors: must name an author',
      '  is empty',
      'Request r-1',
    ]);
  });

  it('speaks of the key where the key is the reason', () => {
    expect(errorLines(refusal({ code: 'unauthorized' }))[0]).toContain('API_KEY');
  });

  it('says when to come again', () => {
    const tooMany = refusal({ code: 'rate_limit_exceeded', message: 'Too many requests', retry_after: 840 });
    expect(errorLines(tooMany)).toEqual(['Too many requests', 'Try again in 14 min.', 'Request r-1']);
  });

  it('goes to a program as it came', () => {
    const error = refusal({ context: { book_id: 7 } });
    expect(errorDocument(error)).toBe(error.reply);
  });
});

it('gives a program the shape of the server for what the server never heard of', () => {
  expect(errorDocument(new CliFault('no-server', 'Nothing answers.'))).toMatchObject({
    code: 'service_unavailable',
    message: 'Nothing answers.',
    status_code: null,
    request_id: null,
  });
});

it.each([
  [refusal({}), 1],
  [new CliFault('no-server', ''), 1],
  [new CliFault('refused', ''), 1],
  [new CliFault('usage', ''), 2],
])('ends with status 2 only where the command was typed wrongly', (error, status) => {
  expect(exitStatusOf(error)).toBe(status);
});
