import type { CoverImage, CoverMediaType } from './audio-reading.ts';

/** A picture from a tag; what it says of its own kind is not believed. */
export interface TagPicture {
  readonly type: string;
  readonly data: Uint8Array;
}

/** The front cover, else the first picture that is an image at all. */
export function pickCover(pictures: readonly TagPicture[]): CoverImage | null {
  const fronts = pictures.filter((picture) => picture.type === 'FrontCover');
  for (const { data } of [...fronts, ...pictures]) {
    const mediaType = imageType(data);
    if (mediaType) return { bytes: data, mediaType };
  }
  return null;
}

/** The kind of an image by its first bytes; null for whatever a browser should not be given. */
export function imageType(bytes: Uint8Array): CoverMediaType | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 12)).toString('latin1');
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (head.startsWith('RIFF') && head.endsWith('WEBP')) return 'image/webp';
  return /^GIF8[79]a/u.test(head) ? 'image/gif' : null;
}
