import { describe, expect, it } from 'vitest';
import { decodeText } from './decode-text.ts';

describe('decodeText', () => {
  it.each<[string, Buffer]>([
    ['UTF-8', Buffer.from('Émile Zola\nGerminal')],
    ['UTF-8 with a mark', Buffer.from('\ufeffÉmile Zola\nGerminal')],
    ['UTF-16', Buffer.from('\ufeffÉmile Zola\r\nGerminal', 'utf16le')],
    ['UTF-16 of the other order', Buffer.from('\ufeffÉmile Zola\r\nGerminal', 'utf16le').swap16()],
    ['Windows’ Latin', Buffer.from('Émile Zola\r\nGerminal', 'latin1')],
    ['the line ends of old Macs', Buffer.from('Émile Zola\rGerminal')],
    ['NULs in between', Buffer.from('\0Émile Zola\0\nGerminal')],
  ])('reads %s', (_, bytes) => {
    expect(decodeText(bytes)).toBe('Émile Zola\nGerminal');
  });
});
