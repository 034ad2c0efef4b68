import { createServer } from 'node:net';
import { createLoopback } from './loopback.ts';

/** A port of loopback that nobody has, for a program that cannot choose one itself. */
export async function freePort(): Promise<number> {
  await using loopback = createLoopback();
  return await loopback.listen(createServer());
}
