/** The text of a small file that people or their programs wrote: by its mark of Unicode, else UTF-8 where it is that, else Windows' Latin. */
export function decodeText(bytes: Uint8Array): string {
  return text(bytes).replace(/\r\n?/gu, '\n').replaceAll('\0', '');
}

function text(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}
