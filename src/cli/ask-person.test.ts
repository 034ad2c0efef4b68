import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { askNewPassword, askYes, typeKeys } from './ask-person.ts';

describe('keys of a terminal', () => {
  it.each([
    ['', 'abc', 'abc', null],
    ['ab', 'c\r', 'abc', 'entered'],
    ['ab', '\u007f\u007f\u007fx\n', 'x', 'entered'],
    ['a', '🎧\b\b', '', null],
    ['abc', '\u0015d', 'd', null],
    ['abc', '\u001b[A\u001b[3~\u001bOPd', 'abcd', null],
    ['abc', '\u0003', '', 'cancelled'],
    ['', '\u0004', '', 'cancelled'],
    ['', 'a\tb', 'ab', null],
  ])('%j and %j are %j', (before, keys, line, end) => {
    expect(typeKeys(before, keys)).toEqual({ line, end });
  });
});

/** A terminal at which somebody types the next line whenever they are asked something. */
function typist(lines: readonly string[]) {
  const said: string[] = [];
  const modes: boolean[] = [];
  const input = Object.assign(new PassThrough(), {
    isTTY: true,
    setRawMode: (isRaw: boolean) => modes.push(isRaw),
  });
  const rest = [...lines];
  const write = (text: string) => {
    said.push(text);
    if (/[:?\]] $/.test(text)) setImmediate(() => input.write(rest.shift() ?? '\u0003'));
  };
  return { input, err: { isTTY: true, write }, said, modes };
}

describe('a new password', () => {
  it('is typed twice and shown nowhere', async () => {
    const terminal = typist(['correct horse\r', 'correct horse\r']);

    expect(await askNewPassword('ada', terminal)).toBe('correct horse');
    expect(terminal.said.join('')).toBe('New password of ada: \nThe same again: \n');
    expect(terminal.modes).toEqual([true, false, true, false]);
  });

  it.each([
    [['a\r', 'b\r'], 'The two are not the same.'],
    [['\r'], 'may not be empty'],
    [['abc\u0003'], 'Cancelled.'],
  ])('is not taken from %j', async (lines, words) => {
    const terminal = typist(lines);

    await expect(askNewPassword('ada', terminal)).rejects.toThrow(words);

    expect(terminal.modes.at(-1)).toBe(false);
  });

  it('is the first line of what is piped in', async () => {
    const input = new PassThrough();
    input.end('correct horse\r\nanother line\n');

    expect(await askNewPassword('ada', { input, err: { write() {} } })).toBe('correct horse');
  });

  it('is asked for in words where nothing is piped in', async () => {
    const input = new PassThrough();
    input.end();

    await expect(askNewPassword('ada', { input, err: { write() {} } })).rejects.toThrow('pipe it in');
  });
});

describe('a question', () => {
  it.each([
    ['y\r', true],
    ['yes\r', true],
    ['\r', false],
    ['nay\r', false],
  ])('is answered with %j: %s', async (line, answer) => {
    expect(await askYes('Go on?', typist([line]))).toBe(answer);
  });

  it('is not put where nobody sits', async () => {
    const said: string[] = [];
    const input = new PassThrough();
    expect(await askYes('Go on?', { input, err: { write: (text) => said.push(text) } })).toBeNull();
    expect(said).toEqual([]);
  });
});
