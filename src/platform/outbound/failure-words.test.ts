import { describe, expect, it } from 'vitest';
import { Refused } from '../../base/errors.ts';
import { asFailure, asProxyFailure } from './failure-words.ts';

const coded = (code: string) => Object.assign(new Error('no'), { code });
const named = (name: string) => Object.assign(new Error('no'), { name });
const told = (error: unknown) => asFailure('books.example', 5_000, error).message;

describe('what went wrong with a host', () => {
  it.each<[string, unknown]>([
    ['did not answer within 5 s', named('TimeoutError')],
    ['does not speak HTTP', named('HTTPParserError')],
    ['refuses the connection: nothing listens at this address and port', coded('ECONNREFUSED')],
    ['cannot be found: no such host name', coded('ENOTFOUND')],
    ['cannot be found: no such host name', coded('EAI_AGAIN')],
    ['cannot be reached from here', coded('EHOSTUNREACH')],
    ['cannot be reached from here', coded('ENETUNREACH')],
    ['closed the connection before it had answered', coded('ECONNRESET')],
    ['closed the connection before it had answered', coded('UND_ERR_SOCKET')],
    ['did not take the connection in time', coded('ETIMEDOUT')],
    ['did not take the connection in time', coded('UND_ERR_CONNECT_TIMEOUT')],
    ['sends more headers than an answer may have', coded('UND_ERR_HEADERS_OVERFLOW')],
    ['has a certificate that is not trusted (CERT_HAS_EXPIRED)', coded('CERT_HAS_EXPIRED')],
    ['has a certificate that is not trusted (SELF_SIGNED_CERT_IN_CHAIN)', coded('SELF_SIGNED_CERT_IN_CHAIN')],
    ['does not speak TLS: try http:// instead of https://', coded('EPROTO')],
    ['failed: no', coded('EODD')],
    ['failed: odd', 'odd'],
  ])('is told: it %s', (words, error) => {
    expect(told(error)).toBe(`books.example ${words}`);
  });

  it('is found in what caused it, and in the first of several', () => {
    const cause = new AggregateError([coded('ECONNREFUSED'), coded('ENETUNREACH')], 'no');

    expect(told(new TypeError('fetch failed', { cause }))).toContain('nothing listens');
    expect(told(new TypeError('fetch failed', { cause: new AggregateError([], 'no') }))).toBe(
      'books.example failed: fetch failed',
    );
  });

  it('stays as it is where it is in words already', () => {
    const refused = new Refused('It does not want to.');

    expect(asFailure('books.example', 5_000, refused)).toBe(refused);
  });

  it('is said of the proxy where it was the proxy', () => {
    expect(asProxyFailure('proxy:1080', 5_000, coded('ECONNREFUSED')).message).toMatch(
      /^The proxy at proxy:1080 refuses the connection/,
    );
  });
});
