import type { SidecarKind } from '../sources/sidecar-name.ts';

/** What lies in a library as one item, or, without any files, a place in it that could not be looked into. */
export interface FoundItem {
  /** Relative to the library, with slashes: of the folder, or of the single file. */
  readonly path: string;
  readonly isFile: boolean;
  /** In natural order of their paths; the playing order is known when they have been read. */
  readonly files: readonly FoundFile[];
  /** An image beside the audio, relative to the library. */
  readonly coverFile: string | null;
  /** What else lies beside the audio and tells of the book, that of the outermost folder first. */
  readonly sidecars: readonly FoundSidecar[];
  /** All of them. */
  readonly images: readonly string[];
  /** The folders in it that are walked by themselves. */
  readonly subfolders: readonly string[];
  readonly faults: readonly FoundFault[];
}

/** One audio file as it lies on the disk. */
export interface FoundFile {
  /** Relative to the library, with slashes. */
  readonly path: string;
  readonly sizeBytes: number;
  readonly mtimeMs: number;
  readonly inode: string;
  /** Why it cannot even be opened. */
  readonly fault: string | null;
}

/** A file beside the audio that tells of the book. */
export interface FoundSidecar {
  /** Relative to the library. */
  readonly path: string;
  readonly kind: SidecarKind;
  readonly sizeBytes: number;
  readonly mtimeMs: number;
}

/** A place in a library that could not be looked into. */
export interface FoundFault {
  readonly path: string;
  readonly fault: string;
}
