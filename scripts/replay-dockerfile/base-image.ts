import { cp, mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from './run.ts';

const MIRROR = 'http://deb.debian.org/debian';
const SUITE = 'bookworm';
/** What Debian's slim images leave out. */
const LEFT_OUT = ['/usr/share/doc', '/usr/share/info', '/usr/share/locale', '/usr/share/man'];
const KEEP_NO_ARCHIVES = `DPkg::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb /var/cache/apt/*.bin || true"; };
Dir::Cache::pkgcache ""; Dir::Cache::srcpkgcache "";
`;

export interface BaseInput {
  /** Where it is made; must not exist. */
  readonly root: string;
  /** The Node that belongs into it. */
  readonly node: string;
  /** A folder that holds npm. */
  readonly npm: string;
}

/** Makes what the image `node:…-bookworm-slim` is: a small Debian with Node, npm and the user node. */
export async function makeBaseImage({ root, node, npm }: BaseInput): Promise<void> {
  await run('debootstrap', ['--variant=minbase', SUITE, root, MIRROR]);
  const inRoot = (...names: string[]): string => join(root, ...names);
  const excludes = LEFT_OUT.map((folder) => `path-exclude ${folder}/*`);
  await writeFile(inRoot('etc/dpkg/dpkg.cfg.d/docker'), `${excludes.join('\n')}\n`);
  await writeFile(inRoot('etc/apt/apt.conf.d/docker-clean'), KEEP_NO_ARCHIVES);
  await writeFile(
    inRoot('etc/apt/sources.list'),
    [
      `deb ${MIRROR} ${SUITE} main`,
      `deb ${MIRROR} ${SUITE}-updates main`,
      `deb ${MIRROR}-security ${SUITE}-security main`,
      '',
    ].join('\n'),
  );
  const filled = [...LEFT_OUT, '/var/cache/apt', '/var/lib/apt/lists'].map((folder) => inRoot(folder));
  await run('find', [...filled, '-mindepth', '1', '-delete']);
  await run('chroot', [root, 'groupadd', '--gid', '1000', 'node']);
  await run('chroot', [root, 'useradd', '--uid', '1000', '--gid', 'node', '--create-home', 'node']);
  await cp(node, inRoot('usr/local/bin/node'));
  await mkdir(inRoot('usr/local/lib/node_modules'), { recursive: true });
  await cp(npm, inRoot('usr/local/lib/node_modules/npm'), { recursive: true });
  await symlink('../lib/node_modules/npm/bin/npm-cli.js', inRoot('usr/local/bin/npm'));
}
