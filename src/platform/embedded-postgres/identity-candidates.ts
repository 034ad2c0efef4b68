import type { PostgresIdentity } from './postgres-identity.ts';

export interface Owner {
  readonly uid: number;
  readonly gid: number;
}

export interface Account extends Owner {
  readonly name: string;
}

export interface IdentityFacts {
  readonly self: Owner;
  /** The system's accounts: `initdb` refuses a user without one. */
  readonly accounts: readonly Account[];
  /** Of the cluster, where there is one, and of the data folder. */
  readonly owners: readonly Owner[];
  /** Of the folders above the data folder, the nearest first. */
  readonly ownersAbove: readonly Owner[];
}

const ROOT_UID = 0;
const NOBODY_UID = 65_534;

/** Who PostgreSQL might run as, the best first. Which of them can reach the files has to be tried. */
export function identityCandidates(facts: IdentityFacts): readonly PostgresIdentity[] {
  const { self, accounts } = facts;
  if (self.uid !== ROOT_UID) return asUser(self, facts);
  const ordinary = (owner: Owner): boolean => owner.uid !== ROOT_UID;
  const spare = ['postgres', 'nobody'].flatMap((name) => accounts.filter((account) => account.name === name));
  const candidates = [
    ...facts.owners.filter(ordinary).flatMap((owner) => asUser(owner, facts)),
    ...mapped(self, facts),
    ...[...facts.ownersAbove, ...spare].filter(ordinary).flatMap((owner) => asUser(owner, facts)),
  ];
  const seen = new Set<string>();
  return candidates.filter((candidate) => {
    const key = `${candidate.uid} ${candidate.mappedTo === null}`;
    return !seen.has(key) && seen.add(key);
  });
}

function asUser(user: Owner, facts: IdentityFacts): readonly PostgresIdentity[] {
  const become = user.uid !== facts.self.uid;
  const plain: PostgresIdentity = { uid: user.uid, gid: user.gid, mappedTo: null, become };
  const hasName = facts.accounts.some((account) => account.uid === user.uid);
  return hasName ? [plain] : [...mapped(user, facts), plain];
}

function mapped(user: Owner, { self, accounts }: IdentityFacts): readonly PostgresIdentity[] {
  const account =
    accounts.find(({ uid }) => uid === NOBODY_UID) ??
    accounts.find(({ uid }) => uid !== ROOT_UID && uid !== user.uid);
  if (process.platform !== 'linux' || account === undefined) return [];
  return [
    {
      uid: user.uid,
      gid: user.gid,
      mappedTo: { uid: account.uid, gid: account.gid },
      become: user.uid !== self.uid,
    },
  ];
}

/** The accounts in the text of `/etc/passwd`. */
export function parseAccounts(passwd: string): readonly Account[] {
  return passwd.split('\n').flatMap((line) => {
    const [name, , uid, gid] = line.split(':');
    if (!name || !uid || !gid || name.startsWith('#')) return [];
    return [{ name, uid: Number(uid), gid: Number(gid) }];
  });
}
