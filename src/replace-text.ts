import { access, writeFile } from 'node:fs/promises';
import { messageOf } from './base/errors.ts';

/** `done` is false where there is no such file; `fault` says why one that is there could not be written. */
type Replaced = { readonly done: boolean } | { readonly fault: string };

/** Writes into a file that is there already. */
export async function replaceText(file: string, text: string): Promise<Replaced> {
  try {
    await access(file);
    await writeFile(file, text);
    return { done: true };
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { done: false };
    return { fault: messageOf(error) };
  }
}
