import pg from 'pg';
import { describe, expect, it } from 'vitest';
import { Unavailable } from '../base/errors.ts';
import { describeError } from './describe-error.ts';

const SECRET = 's3cr3t-V4lue';

function databaseError(message: string, fields: object): pg.DatabaseError {
  return Object.assign(new pg.DatabaseError(message, 100, 'error'), fields);
}

describe('describeError', () => {
  it('tells kind, message, stack, code and causes', () => {
    const cause = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED', port: 80 });

    expect(describeError(new Unavailable('tracker refuses', { host: 'a' }, { cause }))).toEqual({
      type: 'Unavailable',
      message: 'tracker refuses',
      stack: expect.stringMatching(/^Unavailable: tracker refuses\n\s+at .*describe-error\.test\.ts/),
      cause: {
        type: 'Error',
        message: 'connect ECONNREFUSED',
        code: 'ECONNREFUSED',
        port: 80,
        stack: expect.any(String),
      },
    });
  });

  it.each([
    new Error(`GET http://tracker/api?apikey=${SECRET} failed`),
    new Error('outer', { cause: new Error(`redis://:${SECRET}@cache is down`) }),
    new AggregateError([new Error(`password=${SECRET}`)], 'all failed'),
    Object.assign(new Error('with fields'), { config: { password: SECRET }, headers: [SECRET] }),
    databaseError('duplicate key value violates unique constraint "app_user_name_key"', {
      detail: `Key (name)=(${SECRET}) already exists.`,
      where: `unnamed portal parameter $1 = '${SECRET}'`,
      code: '23505',
    }),
    databaseError(`invalid input syntax for type bigint: "${SECRET}"`, { code: '22P02' }),
    databaseError(`value "${SECRET}" is out of range for type integer`, { code: '22003' }),
    `thrown text with token=${SECRET}`,
  ])('hides what is secret in %s', (error) => {
    expect(JSON.stringify(describeError(error))).not.toContain(SECRET);
  });

  it('keeps what helps of an error of the database', () => {
    const error = databaseError('null value in column "title"', {
      code: '23502',
      table: 'book',
      column: 'title',
      severity: 'ERROR',
      detail: 'Failing row contains (1, null).',
    });

    expect(describeError(error)).toMatchObject({
      type: 'DatabaseError',
      code: '23502',
      table: 'book',
      column: 'title',
    });
    expect(describeError(error)).not.toHaveProperty('detail');
  });

  it('ends with an error that causes itself, and with a huge one', () => {
    const endless = new Error('x'.repeat(100_000));
    endless.cause = endless;

    expect(JSON.stringify(describeError(endless)).length).toBeLessThan(60_000);
  });
});
