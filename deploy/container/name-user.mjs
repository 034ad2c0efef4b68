import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';

/** `/var/lib/extrausers/passwd` of the image leads here: a place that can be written under a read-only root, too. */
const FOLDER = '/tmp/mamcrawler-users';

/** Gives this user a name where the image knows none: PostgreSQL makes no database for somebody without. */
export function nameUser(folder = FOLDER) {
  if (hasName()) return;
  const own = join(folder, `passwd.${process.pid}`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o755 });
    writeFileSync(own, `mamcrawler:x:${process.getuid()}:${process.getgid()}::/data:/usr/sbin/nologin\n`);
    renameSync(own, join(folder, 'passwd'));
  } catch (error) {
    console.error(
      `The user ${process.getuid()} has no name here and could not be given one: ${error.message}. The embedded database needs it at its first start: mount a tmpfs on /tmp.`,
    );
  }
}

function hasName() {
  try {
    return userInfo().username !== '';
  } catch {
    return false;
  }
}
