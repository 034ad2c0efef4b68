import { existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../../scripts/replay-dockerfile/run.ts';

const MIRROR = 'http://deb.debian.org/debian';
export const SUITE = 'trixie';

/** Makes a Debian with nothing in it but what each has. */
export async function makeEmptyDebian(root: string): Promise<void> {
  const scripts = '/usr/share/debootstrap/scripts';
  const script = existsSync(join(scripts, SUITE)) ? [] : [join(scripts, 'sid')];
  await run('debootstrap', ['--variant=minbase', SUITE, root, MIRROR, ...script]);
}

/** Puts in what a real machine has and this one lacks: a service manager, and a name for the program. */
export async function furnish(root: string, domain: string): Promise<void> {
  const systemctl = join(root, 'usr/local/sbin/systemctl');
  await mkdir(join(root, 'usr/local/sbin'), { recursive: true });
  await copyFile(join(import.meta.dirname, 'systemctl.mjs'), systemctl);
  await chmod(systemctl, 0o755);
  await writeFile(join(root, 'etc/hosts'), `127.0.0.1 localhost ${domain}\n::1 localhost\n`);
  await mkdir(join(root, 'etc/systemd/system'), { recursive: true });
}

/** In namespaces of their own, so that nothing stays mounted or running, and no port of this machine is taken. */
const ENTER = `
set -eu
root=$1
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
mount -t tmpfs tmpfs "$root/run"
[ -e "$root/etc/resolv.conf" ] || : > "$root/etc/resolv.conf"
mount --bind "$(realpath /etc/resolv.conf)" "$root/etc/resolv.conf"
[ ! -x "$(command -v ip)" ] || ip link set lo up
exec chroot "$root" /bin/bash /drill.sh
`;

export interface Entering {
  readonly root: string;
  /** For bash. */
  readonly script: string;
  /** Whether it sees the network of this machine, or a loopback of its own alone. */
  readonly hasNetwork: boolean;
  readonly environment: Readonly<Record<string, string>>;
}

export async function runInside({ root, script, hasNetwork, environment }: Entering): Promise<void> {
  await writeFile(join(root, 'drill.sh'), script);
  const spaces = ['--mount', '--pid', '--fork', '--kill-child', ...(hasNetwork ? [] : ['--net'])];
  await run('unshare', [...spaces, '--', '/bin/sh', '-c', ENTER, 'sh', root], {
    env: {
      PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      HOME: '/root',
      LANG: 'C.UTF-8',
      DEBIAN_FRONTEND: 'noninteractive',
      ...environment,
    },
  });
}
