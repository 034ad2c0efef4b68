import { createHash } from 'node:crypto';
import { Refused } from '../base/errors.ts';
import { type Bencoded, type BencodedDictionary, readBencode } from './bencode.ts';
import { filesOfTorrent, type TorrentEntry } from './torrent-entries.ts';

export interface TorrentFile {
  /** 40 hex digits in lower case: v1's where it has one, else v2's, cut to 20 bytes. */
  readonly infohash: string;
  /** Of the folder, or of the only file. */
  readonly name: string;
  /** Paths as the client will see them, below its save path; padding left out. */
  readonly files: readonly TorrentEntry[];
  readonly sizeBytes: number;
  readonly isPrivate: boolean;
  /** Sentences about what is odd but no danger. */
  readonly warnings: readonly string[];
}

const MAX_BYTES = 16 * 1024 * 1024;

/** Reads a `.torrent` strictly. Throws Refused for what is none, and for one that names files outside its folder. */
export function readTorrentFile(bytes: Uint8Array): TorrentFile {
  if (bytes.length > MAX_BYTES) throw new Refused('The torrent file is larger than 16 MiB.');
  if (bytes.length === 0) throw new Refused('The torrent file is empty.');
  if (/^\uFEFF?\s*</.test(Buffer.from(bytes.subarray(0, 64)).toString('utf8'))) {
    throw new Refused(
      'A web page came instead of a torrent file: the link may have expired or want a sign-in.',
    );
  }
  const file = readBencode(bytes);
  const info = file.root.get('info');
  const slice = file.slice('info');
  if (!isDictionary(info) || slice === null)
    throw new Refused('The file is not a torrent: it has no "info".');
  const { name, files, warnings } = filesOfTorrent(info);
  return {
    infohash: infohashOf(info, slice),
    name,
    files,
    sizeBytes: files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    isPrivate: info.get('private') === 1,
    warnings,
  };
}

/** Of the bytes as they came: encoding them anew could give another number. */
function infohashOf(info: BencodedDictionary, slice: Uint8Array): string {
  if (info.has('pieces')) return createHash('sha1').update(slice).digest('hex');
  if (info.get('meta version') !== 2) throw new Refused('The file is not a torrent: it has no pieces.');
  return createHash('sha256').update(slice).digest('hex').slice(0, 40);
}

function isDictionary(value: Bencoded | undefined): value is BencodedDictionary {
  return value instanceof Map;
}
