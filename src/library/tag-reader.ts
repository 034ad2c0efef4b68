import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { type AudioFile, TagLib } from 'taglib-wasm';
import type { OpenedFile } from './structure/byte-source.ts';

/** Opens the tags of files that are open already. */
export interface TagReader {
  /** `ending`: of its name, which helps to tell what it is. Throws where TagLib cannot read it. */
  open(file: OpenedFile, ending: string): Promise<AudioFile>;
}

/**
 * TagLib asks for a few bytes at a time, and takes nothing but a path. It is given a path that is on no disk, and what it
 * asks for there is answered by the open file: docs/decisions/0016-taglib-reads-from-files-that-are-open.md.
 */
export async function createTagReader(): Promise<TagReader> {
  const taglib = await TagLib.initialize();
  const serve = interceptReads();
  return {
    open: (file, ending) => serve(file, `/open-file${ending}`, (path) => taglib.open(path)),
  };
}

type Serve = <Result>(file: OpenedFile, path: string, work: (path: string) => Result) => Result;

/** No process has a descriptor of this number. */
const DESCRIPTOR = 2 ** 31 - 1;

/** While `work` runs, up to where it first waits, opening `path` opens `file`; all others are read as ever. */
function interceptReads(): Serve {
  let served: { readonly file: OpenedFile; readonly path: string } | null = null;
  intercept('openSync', (path) => (path === served?.path ? DESCRIPTOR : null));
  intercept('closeSync', (descriptor) => (descriptor === DESCRIPTOR ? true : null));
  intercept('fstatSync', (descriptor) =>
    served !== null && descriptor === DESCRIPTOR ? { size: served.file.sizeBytes } : null,
  );
  intercept('readSync', (descriptor, target, at, length, position) => {
    if (served === null || descriptor !== DESCRIPTOR) return null;
    const bytes = served.file.read(Number(position), Number(length));
    if (target instanceof Uint8Array) target.set(bytes, Number(at));
    return bytes.length;
  });
  syncBuiltinESMExports();
  return (file, path, work) => {
    served = { file, path };
    try {
      return work(path);
    } finally {
      served = null;
    }
  };
}

/** `answer`: null where it is none of its business. */
function intercept(
  name: 'openSync' | 'closeSync' | 'fstatSync' | 'readSync',
  answer: (...asked: readonly unknown[]) => object | number | true | null,
): void {
  const handler = {
    apply: (real: (...asked: never[]) => unknown, self: unknown, asked: never[]) =>
      answer(...asked) ?? Reflect.apply(real, self, asked),
  };
  Object.defineProperty(fs, name, {
    ...Object.getOwnPropertyDescriptor(fs, name),
    value: new Proxy(fs[name], handler),
  });
}
