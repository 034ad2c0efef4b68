import { unreadable } from '../../../src/library/audio-reading.ts';

/** A reading process that does what the file's name says: hang, die, throw, or read. */
process.on('message', ({ path }: { readonly path: string }) => {
  if (path.includes('hang')) for (;;);
  if (path.includes('die')) process.exit(3);
  if (path.includes('throw')) throw new Error('out of memory');
  process.send?.({ kind: 'read', reading: { ...unreadable(''), fault: null } });
});
