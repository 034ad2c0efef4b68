import { Transform } from 'node:stream';

/** Lets everything through and shows it to `see`. */
export function watchBytes(see: (bytes: Buffer) => void): Transform {
  return new Transform({
    transform(bytes: Buffer, _encoding, done) {
      see(bytes);
      done(null, bytes);
    },
  });
}

const LINE_FEED = 10;

/** How many rows of COPY end in these bytes: within a value a line feed is written as `\n`. */
export function countRowEnds(bytes: Buffer): number {
  let rows = 0;
  for (let at = bytes.indexOf(LINE_FEED); at !== -1; at = bytes.indexOf(LINE_FEED, at + 1)) rows += 1;
  return rows;
}
