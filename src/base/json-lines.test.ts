import { describe, expect, it } from 'vitest';
import { linesOf } from './json-lines.ts';

async function read(chunks: readonly (string | Uint8Array)[], maxBytes?: number) {
  async function* stream() {
    for (const chunk of chunks) yield typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
  }
  return await Array.fromAsync(linesOf(stream(), maxBytes));
}

describe('the lines of a stream', () => {
  it.each<[string, readonly (string | Uint8Array)[], readonly string[]]>([
    ['nothing', [], []],
    ['one without an end', ['Emma'], ['Emma']],
    ['two in three pieces', ['Em', 'ma\nPer', 'suasion\n'], ['Emma', 'Persuasion']],
    ['an empty one between', ['Emma\n\nPersuasion'], ['Emma', '', 'Persuasion']],
    ['a character in two pieces', [Buffer.from([0xc3]), Buffer.from([0xa9, 0x0a])], ['é']],
    ['what is not UTF-8', [Buffer.from([0x45, 0xe9, 0x0a])], ['E\ufffd']],
  ])('are those of %s', async (_, chunks, lines) => {
    expect(await read(chunks)).toEqual(lines.map((text) => ({ text })));
  });

  it('are given up where they are too long, and go on behind', async () => {
    expect(await read(['12345', '6789', '\n', '1234\n'], 5)).toEqual([{ tooLong: true }, { text: '1234' }]);
  });
});
