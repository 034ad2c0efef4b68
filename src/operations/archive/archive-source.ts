import type { Readable } from 'node:stream';
import type { ArchiveManifest } from './manifest.ts';

/** A whole database as it was at one moment: an archive, or a snapshot of a running one. */
export interface ArchiveSource {
  readonly manifest: ArchiveManifest;
  /** The rows of one table as `COPY … TO` writes them. To be read to the end before the next is asked for. */
  readRows(table: string): Promise<Readable>;
}
