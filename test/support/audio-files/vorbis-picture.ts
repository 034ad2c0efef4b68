/** A front cover as Vorbis comments carry it: the picture block of FLAC, in base 64. */
export function vorbisPicture(cover: Buffer): string {
  return pictureBlock(cover).toString('base64');
}

/** A front cover as FLAC carries it. */
export function pictureBlock(cover: Buffer): Buffer {
  const mediaType = Buffer.from(cover[0] === 0x89 ? 'image/png' : 'image/jpeg');
  const number = (value: number) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return bytes;
  };
  const size = [number(160), number(160), number(24), number(0)];
  return Buffer.concat([
    number(3),
    number(mediaType.length),
    mediaType,
    number(0),
    ...size,
    number(cover.length),
    cover,
  ]);
}
