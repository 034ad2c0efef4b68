import { describe, expect, it } from 'vitest';
import { redactSecrets } from './redact-secrets.ts';

const SECRET = 's3cr3t-V4lue';

describe('redactSecrets', () => {
  it.each([
    [
      `GET http://tracker/api?t=search&apikey=${SECRET}&q=emma failed`,
      'GET http://tracker/api?[hidden] failed',
    ],
    [
      `postgresql://books:${SECRET}@db.example.org:5432/books`,
      'postgresql://[hidden]@db.example.org:5432/books',
    ],
    [`socks5://${SECRET}@10.0.0.1:1080`, 'socks5://[hidden]@10.0.0.1:1080'],
    [`https://${SECRET}@errors.example.org/4`, 'https://[hidden]@errors.example.org/4'],
    [
      'https://tracker.example.org/0123456789abcdef0123456789abcdef/announce',
      'https://tracker.example.org/[hidden]/announce',
    ],
    [`/api/books/mam_${'aB3-_'.repeat(8)}xyz`, '/api/books/[hidden]'],
    [`magnet:?xt=urn:btih:abc&tr=https://t/${SECRET}`, 'magnet:?[hidden]'],
    [`the answer was apikey=${SECRET}; no more`, 'the answer was apikey=[hidden]; no more'],
    [`api_key = ${SECRET}`, 'api_key = [hidden]'],
    [`mamcrawler_session=${SECRET}; Path=/`, 'mamcrawler_session=[hidden]; Path=/'],
    [`Authorization: Bearer ${SECRET}`, 'Authorization: [hidden]'],
    [`sent Basic ${SECRET}`, 'sent Basic [hidden]'],
    [`x-api-key: ${SECRET}`, 'x-api-key: [hidden]'],
    [`{"api_key_id":7,"api_key":"${SECRET}"}`, '{"api_key_id":7,"api_key":"[hidden]"}'],
    [`{"password":"${SECRET}","title":"Emma"}`, '{"password":"[hidden]","title":"Emma"}'],
    [`{"token":"${SECRET}\\"${SECRET}","b":1}`, '{"token":"[hidden]","b":1}'],
    [
      `{"message":"it said {\\"password\\":\\"${SECRET}\\",\\"a\\":1}"}`,
      '{"message":"it said {\\"password\\":\\"[hidden]\\",\\"a\\":1}"}',
    ],
  ])('hides what is secret in %s', (text, told) => {
    expect(redactSecrets(text)).toBe(told);
  });

  it.each([
    'Emma is wanted.',
    'mam_ is how our keys begin, as mam_4f does',
    'http://tracker.example.org:9117/api refuses the connection',
    'select "api_key"."id" from "api_key" where "key_hash" = $1',
    '{"has_password":true,"message":"the password is wrong"}',
    'the basic rule of the key',
    'Jane Austen <jane@example.org>',
    '/library/0123456789abcdef0123456789abcdef/Emma.m4b',
  ])('leaves alone %s', (text) => {
    expect(redactSecrets(text)).toBe(text);
  });

  it('leaves JSON valid', () => {
    const line = JSON.stringify({
      message: `"http://a:b@c/?d=e" said {"token":"a\\"b"} at C:\\pass\\=x`,
      password: 'a"b\\c',
      url: 'https://u:p@h/x?apikey=1',
    });

    expect(JSON.parse(redactSecrets(line))).toMatchObject({ password: '[hidden]' });
  });

  it('is quick with long texts that nearly match', () => {
    const startedAt = performance.now();

    for (const text of [
      'a://'.repeat(20_000),
      'token='.repeat(20_000),
      '"token":"'.repeat(10_000),
      `http://${'/0a'.repeat(30_000)}`,
    ])
      redactSecrets(text);

    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});
