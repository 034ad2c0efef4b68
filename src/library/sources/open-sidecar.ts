import { messageOf } from '../../base/errors.ts';
import { openFile } from '../structure/byte-source.ts';
import { readSidecar, type SidecarReading, silent } from './read-sidecar.ts';
import type { SidecarKind } from './sidecar-name.ts';

const MAX_BYTES = 1024 * 1024;

/** Opens and reads a file beside the audio; never throws. For the reading process: it waits for the disk. */
export function openSidecar(kind: SidecarKind, path: string): SidecarReading {
  try {
    using file = openFile(path);
    if (!file.isFile) return silent('This is not a file but something else under a file name.');
    if (file.sizeBytes > MAX_BYTES)
      return silent('The file is larger than 1 MB and was not read: such files are small.');
    return readSidecar(kind, file.read(0, file.sizeBytes));
  } catch (error) {
    return silent(`The file cannot be read: ${messageOf(error)}`);
  }
}
