import { describe, expect, it } from 'vitest';
import { imageType, pickCover } from './pick-cover.ts';

const JPEG = Buffer.from('ffd8ffe000104a46494600', 'hex');
const PNG = Buffer.from('89504e470d0a1a0a0000', 'hex');

describe('pickCover', () => {
  it('prefers the front cover, and passes over what is not an image', () => {
    const text = { type: 'FrontCover', data: Buffer.from('<svg onload="alert(1)">') };

    expect(
      pickCover([
        { type: 'Other', data: JPEG },
        { type: 'FrontCover', data: PNG },
      ])?.mediaType,
    ).toBe('image/png');
    expect(pickCover([text, { type: 'Other', data: JPEG }])?.mediaType).toBe('image/jpeg');
    expect(pickCover([text])).toBeNull();
  });

  it.each([
    [JPEG, 'image/jpeg'],
    [PNG, 'image/png'],
    [Buffer.from('RIFF\x10\0\0\0WEBPVP8 ', 'latin1'), 'image/webp'],
    [Buffer.from('GIF89a'), 'image/gif'],
    [Buffer.alloc(0), null],
  ])('knows an image by its first bytes', (bytes, mediaType) => {
    expect(imageType(bytes)).toBe(mediaType);
  });
});
