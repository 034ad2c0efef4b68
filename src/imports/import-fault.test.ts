import { describe, expect, it } from 'vitest';
import { importFaultInWords, isForPerson } from './import-fault.ts';

const fault = (code: string) => Object.assign(new Error(`${code}: no, write`), { code });

describe('a fault of the disk', () => {
  it.each([
    ['ENOSPC', /disk of the library is full\. Make room/],
    ['EDQUOT', /disk of the library is full\. Make room/],
    ['EROFS', /file system that cannot be written/],
    ['EACCES', /may not write into the library\. Check the owner/],
    ['EPERM', /may not write into the library\. Check the owner/],
  ])('%s is told in words, and waits for a person', (code, words) => {
    expect(importFaultInWords(fault(code))).toMatch(words);
    expect(isForPerson(fault(code))).toBe(true);
  });
});

it.each([
  ['of another kind', fault('EIO'), 'EIO: no, write'],
  ['without a code', new Error('The server went away.'), 'The server went away.'],
  ['that is no error', 'odd', 'odd'],
])('a fault %s is told as it is, and tried again', (_, error, words) => {
  expect(importFaultInWords(error)).toBe(words);
  expect(isForPerson(error)).toBe(false);
});
