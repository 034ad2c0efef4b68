import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { explainIssue } from './explain-issue.ts';

function words(type: z.ZodType, value: unknown): readonly string[] {
  const parsed = type.safeParse(value, { error: explainIssue });
  return parsed.success ? [] : parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
}

const field = (type: z.ZodType) => z.object({ x: type });

describe('what is wrong with a field is said in plain words', () => {
  it.each<[string, z.ZodType, unknown]>([
    ['x is missing', field(z.string()), {}],
    ['x must be text', field(z.string()), { x: 1 }],
    ['x must be text', field(z.string()), { x: null }],
    ['x must be a number', field(z.number()), { x: '1' }],
    ['x must be a number', field(z.coerce.number()), { x: 'emma' }],
    ['x must be a whole number', field(z.number().int()), { x: 1.5 }],
    ['x must be true or false', field(z.boolean()), { x: 'yes' }],
    ['x must be a list', field(z.array(z.string())), { x: 'a' }],
    ['x must be an object', field(z.object({})), { x: [] }],
    ['x must be an object', field(z.record(z.string(), z.string())), { x: 1 }],
    ['x must be null', field(z.null()), { x: 1 }],
    ['x must not be given', field(z.undefined()), { x: 1 }],
    [' must be an object', z.object({}), 'text'],
    ['x.0.y must be text', field(z.array(z.object({ y: z.string() }))), { x: [{ y: 1 }] }],
    ['x must not be empty', field(z.string().min(1)), { x: '' }],
    ['x must have at least 8 characters', field(z.string().min(8)), { x: 'abc' }],
    ['x must have at most 1 character', field(z.string().max(1)), { x: 'abc' }],
    ['x must not be empty', field(z.array(z.string()).min(1)), { x: [] }],
    ['x must have at most 2 entries', field(z.array(z.string()).max(2)), { x: ['a', 'b', 'c'] }],
    ['x must be more than 0', field(z.number().positive()), { x: 0 }],
    ['x must be at least 1', field(z.number().min(1)), { x: 0 }],
    ['x must be at most 200', field(z.number().max(200)), { x: 201 }],
    ['x must be less than 5', field(z.number().lt(5)), { x: 5 }],
    ['x must be a multiple of 5', field(z.number().multipleOf(5)), { x: 7 }],
    ['x must be one of a, b', field(z.enum(['a', 'b'])), { x: 'c' }],
    ['x must be one of a, b', field(z.enum(['a', 'b'])), {}],
    ['x must be a', field(z.literal('a')), { x: 'c' }],
    ['x must be an address such as https://example.org', field(z.url()), { x: 'emma' }],
    ['x must be an e-mail address', field(z.email()), { x: 'emma' }],
    ['x must be an instant such as 2026-01-31T12:00:00Z', field(z.iso.datetime()), { x: 'today' }],
    ['x must be a date such as 2026-01-31', field(z.iso.date()), { x: '31.1.2026' }],
    ['x does not have the right form', field(z.string().regex(/^a$/)), { x: 'b' }],
    ['x holds what is not known: y', field(z.strictObject({})), { x: { y: 1 } }],
    ['x has none of the allowed forms', field(z.union([z.string(), z.number()])), { x: [] }],
    ['x.ab is a name that is not allowed', field(z.record(z.string().max(1), z.string())), { x: { ab: '' } }],
    ['x is not valid', field(z.string().refine(() => false)), { x: 'a' }],
  ])('%s', (sentence, type, value) => {
    expect(words(type, value)).toEqual([sentence]);
  });

  it('the words of the contract go before these', () => {
    expect(words(field(z.string('must be a title').min(1, 'must not be blank')), { x: '' })).toEqual([
      'x must not be blank',
    ]);
  });
});
