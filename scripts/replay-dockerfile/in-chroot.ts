import { existsSync } from 'node:fs';
import type { Image } from './image.ts';
import { run } from './run.ts';

/** In namespaces of their own, so that nothing stays mounted: what a build shares with this machine, then the program. */
const ENTER = `
set -eu
root=$1 user=$2 workdir=$3
shift 3
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
for file in /etc/resolv.conf /etc/hosts "\${NODE_EXTRA_CA_CERTS:-}"; do
  [ -f "$file" ] || continue
  mkdir -p "$root$(dirname "$file")"
  [ -e "$root$file" ] || : > "$root$file"
  mount --bind "$(realpath "$file")" "$root$file"
done
mkdir -p "$root$workdir"
exec chroot --userspec="$user" "$root" /bin/sh -c 'cd "$1" && shift && exec "$@"' sh "$workdir" "$@"
`;

/** Runs a program of an image as a RUN step does. */
export async function inChroot(
  image: Image,
  command: readonly string[],
  surroundings: Readonly<Record<string, string>>,
): Promise<void> {
  const args = ['--mount', '--pid', '--fork', '--kill-child', '--', '/bin/sh', '-c', ENTER, 'sh'];
  if (!existsSync(image.root)) throw new Error(`${image.root} is not there.`);
  await run('unshare', [...args, image.root, image.user, image.workdir, ...command], {
    env: { ...image.env, ...surroundings, HOME: '/root', DEBIAN_FRONTEND: 'noninteractive' },
  });
}
