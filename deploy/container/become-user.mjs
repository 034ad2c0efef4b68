import { chownSync, mkdirSync, statSync } from 'node:fs';
import { chooseUser } from './choose-user.mjs';

/** Becomes the user that the container is to run as, and gives them the data folder itself, nothing in it. */
export function becomeUser() {
  const dataDir = process.env.MAMCRAWLER_DATA || '/data';
  const self = { uid: process.getuid(), gid: process.getgid() };
  const found = statSync(dataDir, { throwIfNoEntry: false });
  const { user, warning } = chooseUser({ self, variables: process.env, owner: found ?? null });
  if (warning !== null) console.error(warning);
  if (user.uid === self.uid && user.gid === self.gid) return;
  try {
    if (found === undefined) mkdirSync(dataDir, { recursive: true });
    if (found?.uid !== user.uid || found.gid !== user.gid) chownSync(dataDir, user.uid, user.gid);
    // What --group-add gave stays; root's own group does not.
    process.setgroups([user.gid, ...process.getgroups().filter((group) => group !== 0)]);
    process.setgid(user.gid);
    process.setuid(user.uid);
  } catch (error) {
    throw new Error(
      `The container cannot become user ${user.uid}:${user.gid} with the data folder ${dataDir}: ${error.message}. It needs the capabilities CHOWN, SETGID and SETUID for it; start it with --user ${user.uid}:${user.gid} where it may not have them.`,
    );
  }
  process.env.HOME = dataDir;
}
