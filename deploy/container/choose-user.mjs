/** The user of the image, where nothing names another. */
const PRESET = { uid: 1000, gid: 1000 };
const MAX_ID = 4_294_967_294;

/**
 * Who the program is to run as, and what to say about it. PUID and PGID count where the container was started as root;
 * without them the owner of the data folder is taken, so that an installation keeps its user.
 */
export function chooseUser({ self, variables, owner }) {
  const uid = idOf(variables, 'PUID');
  const gid = idOf(variables, 'PGID');
  if (self.uid !== 0) {
    const isOther = (uid ?? self.uid) !== self.uid || (gid ?? self.gid) !== self.gid;
    return { user: self, warning: isOther ? withoutEffect(self, variables) : null };
  }
  const kept = owner !== null && owner.uid !== 0 ? owner : PRESET;
  return { user: { uid: uid ?? kept.uid, gid: gid ?? uid ?? kept.gid }, warning: null };
}

function idOf(variables, name) {
  const text = variables[name];
  if (!text) return null;
  const id = Number(text);
  if (/^\d+$/u.test(text) && id <= MAX_ID) return id;
  throw new Error(`${name} is ${text}, and must be the number of a user or group, such as 1000.`);
}

function withoutEffect({ uid, gid }, { PUID = '', PGID = '' }) {
  return `PUID=${PUID} and PGID=${PGID} have no effect: the container was started as ${uid}:${gid}, and only root can become another user. Start it with --user ${PUID || uid}:${PGID || gid} instead, or with --user 0 beside them.`;
}
