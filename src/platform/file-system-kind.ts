import { statfs } from 'node:fs/promises';

/** What a folder lies on, as far as it matters to who waits for changes in it. */
export interface FileSystemKind {
  /** As people call it; null where the kind is an ordinary one. */
  readonly name: string | null;
  /** Whether it tells of changes that another machine, or what lies beneath it, makes. */
  readonly tellsChanges: boolean;
}

/** Numbers of statfs(2). */
const SILENT: Readonly<Record<number, string>> = {
  [0x6969]: 'NFS',
  [0xff53_4d42]: 'CIFS',
  [0xfe53_4d42]: 'SMB',
  [0x517b]: 'SMB',
  [0x6573_5546]: 'FUSE',
  [0x0102_1997]: '9P',
  [0x00c3_6400]: 'Ceph',
  [0x5346_414f]: 'AFS',
};

/** Throws where the folder is not there. */
export async function fileSystemKind(folder: string): Promise<FileSystemKind> {
  const { type } = await statfs(folder);
  const name = SILENT[type] ?? null;
  return { name, tellsChanges: name === null };
}
