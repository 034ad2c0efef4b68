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
