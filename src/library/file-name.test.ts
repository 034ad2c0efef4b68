import { describe, expect, it } from 'vitest';
import { fileName } from './file-name.ts';

describe('fileName', () => {
  it.each([
    ['caf\xe9.mp3', 'caf\\xE9.mp3', false],
    ['Zo\xc3\xab caf\xe9', 'Zoë caf\\xE9', false],
    ['\xff\xfe', '\\xFF\\xFE', false],
    ['Zo\xc3\xab \xf0\x9f\x93\x96.mp3', 'Zoë 📖.mp3', true],
  ])('shows %j as people can read it', (latin1, text, isUtf8) => {
    expect(fileName(Buffer.from(latin1, 'latin1'))).toMatchObject({ text, isUtf8 });
  });
});
