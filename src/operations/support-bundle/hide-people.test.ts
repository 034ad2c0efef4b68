import { describe, expect, it } from 'vitest';
import { createHide } from './hide-people.ts';

const hide = createHide({
  secrets: ['s3cr3t/with "marks"', 'hunter22', 'abc'],
  names: [
    { text: 'Ada', instead: 'user-1' },
    { text: 'ada.lovelace@example.org', instead: 'user-1' },
    { text: 'Grace Hopper', instead: 'user-2' },
    { text: 'Jürgen', instead: 'user-3' },
  ],
});

describe('a text', () => {
  it.each([
    ['ADA and /home/ada/books, ada_2', 'user-1 and /home/user-1/books, user-1_2'],
    ['metadata of Adam', 'metadata of Adam'],
    ['by grace hopper and by GraceHopper', 'by user-2 and by GraceHopper'],
    ['JÜRGEN, J%C3%BCrgen', 'user-3, user-3'],
    ['Ada.Lovelace@example.org, eve+x@mail.example.org', 'user-1, [e-mail]'],
    ['password hunter22!', 'password [hidden]!'],
    [`header ${Buffer.from('hunter22').toString('base64')}`, 'header [hidden]='],
    [`in JSON ${JSON.stringify({ a: 's3cr3t/with "marks"' })}`, 'in JSON {"a":"[hidden]"}'],
    ['in an address s3cr3t%2Fwith%20%22marks%22', 'in an address [hidden]'],
    ['alphabet abc', 'alphabet [hidden]'],
    ['https://u:p@host/x?apikey=1', 'https://[hidden]@host/x?[hidden]'],
    [`token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl`, 'token [hidden]'],
  ])('%s', (given, expected) => {
    expect(hide.text(given)).toBe(expected);
  });
});

describe('addresses', () => {
  it('are the same word wherever the same one stands; our own machine is nobody', () => {
    const { text } = createHide({ secrets: [], names: [] });

    expect(text('from 192.168.1.20 to 10.0.0.1:8080, again 192.168.1.20.')).toBe(
      'from address-1 to address-2:8080, again address-1.',
    );
    expect(text('2001:db8::17 and [fe80::1]:8000')).toBe('address-3 and [address-4]:8000');
    expect(text('127.0.0.1:5432 ::1 0.0.0.0')).toBe('127.0.0.1:5432 ::1 0.0.0.0');
  });

  it('are told from times, versions and places in files', () => {
    const same = 'at 2026-11-22T09:30:00.000Z, 12:30:45, v24.21.0, src/app.ts:12:7, x::y';

    expect(createHide({ secrets: [], names: [] }).text(same)).toBe(same);
  });
});

describe('a line of the log', () => {
  it('is looked at by the names of its fields, and stays JSON', () => {
    const line = JSON.stringify({
      message: 'Ada said "hi"',
      body: { password: 'unknown-1', at: 7 },
      list: ['ada'],
    });

    expect(JSON.parse(hide.line(line))).toEqual({
      message: 'user-1 said "hi"',
      body: { password: '[hidden]', at: 7 },
      list: ['user-1'],
    });
  });

  it('may be no JSON', () => {
    expect(hide.line('Ada: apikey=zzz')).toBe('user-1: apikey=[hidden]');
  });
});

it('goes through every string of a value', () => {
  expect(hide.value({ a: [{ b: 'Ada' }], at: new Date(0), none: null })).toEqual({
    a: [{ b: 'user-1' }],
    at: '1970-01-01T00:00:00.000Z',
    none: null,
  });
});

it('takes a name for what it is, whatever it would mean in a pattern', () => {
  const odd = createHide({ secrets: [], names: [{ text: 'a.*(b)[c]|$/x', instead: 'user-9' }] });

  expect(odd.text('hello a.*(b)[c]|$/x')).toBe('hello user-9');
});

describe('a secret', () => {
  const secret = 'Zq9!sécret (x)/y+z&w';
  const { text } = createHide({ secrets: [secret], names: [] });
  const inUrl = encodeURIComponent(secret);
  const inJson = JSON.stringify(secret).slice(1, -1);
  const form = new URLSearchParams({ a: secret }).toString().slice(2);
  const hex = Buffer.from(secret).toString('hex');

  it.each([
    ['as it is', secret],
    ['in an address', inUrl],
    ['in an address, in lower case', inUrl.replace(/%../gu, (part) => part.toLowerCase())],
    ['in a form', form],
    [
      'with all signs of an address encoded',
      inUrl.replace(/[!()]/gu, (sign) => `%${sign.charCodeAt(0).toString(16)}`),
    ],
    ['in the path of an address', new URL(`http://h/${secret}`).pathname.slice(1)],
    ['encoded twice', encodeURIComponent(inUrl)],
    ['encoded three times', encodeURIComponent(encodeURIComponent(inUrl))],
    ['in ASCII JSON', inJson.replace('é', '\\u00e9')],
    ['in JSON with slashes', inJson.replace('/', '\\/')],
    ['in JSON within JSON', JSON.stringify(inJson.replace('/', '\\/').replace('é', '\\u00e9')).slice(1, -1)],
    ['in HTML', secret.replace('&', '&amp;')],
    ['in HTML by numbers', secret.replace('&', '&#38;').replace('(', '&#x28;').replace('é', '&#233;')],
    ['in lower case', secret.toLowerCase()],
    ['in upper case', secret.toUpperCase()],
    ['decomposed', secret.normalize('NFD')],
    ['decomposed in an address', encodeURIComponent(secret.normalize('NFD'))],
    ['in hexadecimal digits', hex],
    ['in large hexadecimal digits', hex.toUpperCase()],
    ['in base64', Buffer.from(secret).toString('base64').replace(/=+$/u, '')],
  ])('%s', (_, written) => {
    expect(text(`a ${written} b`)).toBe('a [hidden] b');
    expect(text(`a${written}b`)).toBe('a[hidden]b');
  });

  it.each(['u:', 'us:', 'use:'])('within base64 of other text: %s', (before) => {
    for (const encoding of ['base64', 'base64url'] as const) {
      const encoded = Buffer.from(`${before}${secret}:and more`).toString(encoding);
      const left = text(`Of ${encoded}.`);

      expect(left).toMatch(/^Of [\w+/-]{0,6}\[hidden\][\w+/-]{0,16}=*\.$/u);
      expect(left.length).toBeLessThan(encoded.length);
      expect(text(`x=${encodeURIComponent(encoded)}`)).toContain('[hidden]');
    }
  });

  it('that holds encoded text or ends in an escape itself', () => {
    const odd = createHide({ secrets: ['50%41"off', 'ends in \\'], names: [] });

    for (const one of ['50%41"off', 'ends in \\']) {
      expect(odd.text(`(${one})`)).toBe('([hidden])');
      expect(odd.text(JSON.stringify({ one }))).toBe('{"one":"[hidden]"}');
      expect(odd.text(`(${encodeURIComponent(one)})`)).toBe('([hidden])');
    }
  });

  it('leaves what is beside it as it was written', () => {
    expect(text(`%C3%A9 \\u00e9 &amp; ${inUrl} 100 % \\n %zz &copy; 😀`)).toBe(
      '%C3%A9 \\u00e9 &amp; [hidden] 100 % \\n %zz &copy; 😀',
    );
    expect(text('%F0%9F%98%80%E9%ff \\ud83d\\ude00 &#99999999;')).toBe(
      '%F0%9F%98%80%E9%ff \\ud83d\\ude00 &#99999999;',
    );
  });
});

describe('a name', () => {
  const { text } = createHide({
    secrets: [],
    names: [
      { text: 'Grace Hopper', instead: 'user-1' },
      { text: 'René', instead: 'user-2' },
      { text: 'Anna', instead: 'user-3' },
      { text: 'Al', instead: 'user-4' },
    ],
  });

  it.each([
    ['Grace+Hopper, grace_hopper, grace-hopper', 'user-1, user-1, user-1'],
    ['grace.hopper, Grace%20Hopper, Grace%2BHopper', 'user-1, user-1, user-1'],
    ['René, Rene\u0301, RENE\u0301, Ren%C3%A9, Rene%CC%81', 'user-2, user-2, user-2, user-2, user-2'],
    [
      "annas-laptop, Anna's, Annas, anna-pc, anna_2",
      "user-3s-laptop, user-3's, user-3s, user-3-pc, user-3_2",
    ],
    ['als-laptop, al.example', 'user-4s-laptop, user-4.example'],
    ['also, false, hannah, annals, als', 'also, false, hannah, annals, als'],
  ])('%s', (given, expected) => {
    expect(text(given)).toBe(expected);
  });
});
