/** What a stage has become: a folder, and how a container of it is started. */
export interface Image {
  readonly root: string;
  readonly env: Readonly<Record<string, string>>;
  readonly workdir: string;
  /** `uid:gid`. */
  readonly user: string;
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  /** The command of HEALTHCHECK. */
  readonly check: readonly string[];
}

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

export function plainImage(root: string): Image {
  return {
    root,
    env: { PATH },
    workdir: '/',
    user: '0:0',
    entrypoint: [],
    command: [],
    check: [],
  };
}
