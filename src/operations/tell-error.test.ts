import { describe, expect, it } from 'vitest';
import { tellError } from './tell-error.ts';

const place = 'GET /api/books';

function broken(message: string): Error {
  return new TypeError(message);
}

const fingerprint = (error: unknown, at = place) =>
  tellError({ error, place: at }).fingerprint.toString('hex');

describe('the fingerprint of an error', () => {
  it('is the same for one kind from one place, whatever the message', () => {
    expect(fingerprint(broken('book 1'))).toBe(fingerprint(broken('book 2')));
  });

  it('differs by kind, by place, by code and by line of ours', () => {
    const coded = Object.assign(broken('a'), { code: 'E1' });
    const elsewhere = new TypeError('a');
    elsewhere.stack = 'TypeError: a\n    at run (/app/src/library/run-scan.ts:12:3)';
    const below = new TypeError('a');
    below.stack =
      'TypeError: a\n    at parse (/app/node_modules/x/src/a.ts:1:1)\n    at run (/app/src/library/run-scan.ts:44:3)';

    const all = [
      fingerprint(broken('a')),
      fingerprint(broken('a'), 'GET /api/series'),
      fingerprint(new RangeError('a')),
      fingerprint(coded),
      fingerprint(elsewhere),
      fingerprint(below),
    ];

    expect(new Set(all).size).toBe(all.length);
  });
});

describe('what is kept of an error', () => {
  it('is its kind, message and stack, without secrets', () => {
    const error = Object.assign(new Error('http://a:b@tracker/?apikey=c said \0\uD800'), { code: 'EX' });

    expect(tellError({ error, place })).toMatchObject({
      name: 'Error EX',
      message: 'http://[hidden]@tracker/?[hidden] said \uFFFD',
      place,
      stack: expect.stringMatching(/^Error: http:\/\/\[hidden\]@tracker.*\n\s+at /),
    });
  });

  it('is bounded', () => {
    const error = new Error('m'.repeat(50_000));
    error.stack = `Error: m\n${'    at f (/app/src/a.ts:1:1)\n'.repeat(5_000)}`;

    const { message, stack } = tellError({ error, place });

    expect(message).toHaveLength(1_000);
    expect(stack).toHaveLength(8_000);
  });

  it('is something also of what is no error', () => {
    expect(tellError({ error: 'just a text', place })).toMatchObject({
      name: 'string',
      message: 'just a text',
      stack: null,
    });
  });
});
