import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import type { Image } from './image.ts';

/**
 * As `docker run --read-only --tmpfs /tmp -v DATA:/data --cap-drop ALL --security-opt no-new-privileges`: the root cannot
 * be written, and no capability is left but those that are named. In a chroot nobody can make a user namespace either,
 * as under Docker's preset.
 */
const ENTER = `
set -eu
root=$1 data=$2 user=$3 workdir=$4 capabilities=$5
shift 5
mount --bind "$root" "$root"
mount -t proc proc "$root/proc"
mount -t tmpfs -o mode=755 tmpfs "$root/dev"
for name in null zero random urandom; do
  : > "$root/dev/$name"
  mount --bind "/dev/$name" "$root/dev/$name"
done
ln -s /proc/self/fd "$root/dev/fd"
mkdir -m 1777 "$root/dev/shm"
mount -t tmpfs -o mode=1777 tmpfs "$root/dev/shm"
mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
mount --bind "$data" "$root/data"
mount -o remount,bind,ro "$root"
cd "$root"
exec chroot "$root" setpriv --reuid="\${user%:*}" --regid="\${user#*:}" --clear-groups \
  --bounding-set="$capabilities" --inh-caps=-all --no-new-privs \
  /bin/sh -c 'cd "$1" && shift && exec "$@"' sh "$workdir" "$@"
`;

export interface Container {
  /** From the start until the health check said yes, in milliseconds. */
  readonly readyMs: number;
  /** The text of `/proc/PID/status` of the program, which is the child of tini. */
  status(): string;
  /** Runs a command in it as `docker exec` does; answers its exit status and output. */
  run(command: readonly string[]): { readonly status: number | null; readonly said: string };
  /** Orders it to stop as `docker stop` does; answers its exit status. */
  stop(): Promise<number | null>;
}

export interface StartInput {
  readonly image: Image;
  /** `uid:gid`, as of `--user`. */
  readonly user: string;
  /** The folder that is mounted on /data. */
  readonly data: string;
  readonly variables: Readonly<Record<string, string>>;
  /** Those that the container is given, such as `-all,+chown`. */
  readonly capabilities: string;
}

const PATIENCE_MS = 120_000;
const LOOK_EVERY_MS = 100;

/** Starts an image and waits until its own health check says that it is ready. */
export async function startContainer(input: StartInput): Promise<Container> {
  const { image, user, data, variables, capabilities } = input;
  const env = { ...image.env, ...variables };
  const begun = performance.now();
  const child = spawn(
    'unshare',
    [
      ...['--mount', '--pid', '--ipc', '--fork', '--kill-child', '--'],
      ...['/bin/sh', '-c', ENTER, 'sh', image.root, data, user, image.workdir, capabilities],
      ...image.entrypoint,
      ...image.command,
    ],
    { env, stdio: ['ignore', 'inherit', 'inherit'] },
  );
  const ended = once(child, 'exit').then(([status]) => status as number | null);
  const first = (): number => childOf(child.pid ?? 0);
  const inside = (command: readonly string[]) => {
    const [uid = '0', gid = '0'] = user.split(':');
    const place = ['--target', String(first()), '--mount', '--pid', '--ipc', '--root', '--wd'];
    const args = [...place, `--setgid=${gid}`, `--setuid=${uid}`, '--', ...command];
    const { status, stdout, stderr } = spawnSync('nsenter', args, { env, encoding: 'utf8' });
    return { status, said: `${stdout}${stderr}` };
  };
  for (;;) {
    if (first() > 0 && inside(image.check).status === 0) break;
    if (child.exitCode !== null) throw new Error(`The container ended with status ${child.exitCode}.`);
    if (performance.now() - begun > PATIENCE_MS) {
      child.kill('SIGKILL');
      throw new Error(`The container was not ready in ${PATIENCE_MS / 1_000} s.`);
    }
    await delay(LOOK_EVERY_MS);
  }
  return {
    readyMs: performance.now() - begun,
    status: () => readFileSync(`/proc/${childOf(first())}/status`, 'utf8'),
    run: inside,
    stop: async () => {
      process.kill(first(), 'SIGTERM');
      return await ended;
    },
  };
}

/** Zero where there is none, or no such process any more. */
function childOf(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')[0]);
  } catch {
    return 0;
  }
}
