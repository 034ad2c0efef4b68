import type { NotedAction } from '../../base/audit-actions.ts';
import type { Clock } from '../../base/clock.ts';
import type { OidcFault } from '../../base/oidc-fault.ts';
import type { Role } from '../../base/roles.ts';
import type { OidcConfig } from '../../platform/config.ts';
import type { Tx } from '../../platform/database.ts';
import { type Admission, admitUser, type Visitor } from '../admit-user.ts';
import { type AccessChange, type AccessNeeds, changeAccess } from '../change-access.ts';
import { findUserOfIdentity, hasIdentityOf, insertIdentity } from '../identity-store.ts';
import { whyNeeded } from '../keep-administrator.ts';
import { recordAudit } from '../record-audit.ts';
import { deleteSessionsOf } from '../session-store.ts';
import {
  findUserByEmail,
  findUserById,
  findUserByName,
  insertUser,
  lockUsers,
  type User,
  type UserWithPassword,
  updateUser,
} from '../user-store.ts';
import { decideAdmission } from './decide-admission.ts';
import { type Identity, numberedName } from './identity.ts';

interface Needs extends AccessNeeds {
  readonly clock: Clock;
  readonly signingKey: string;
}

type Rules = Pick<OidcConfig, 'groups' | 'defaultRole' | 'linkByEmail'>;

export type IdentityAdmission =
  | { readonly kind: 'admitted'; readonly admission: Admission }
  | { readonly kind: 'refused'; readonly fault: OidcFault; readonly userId: number | null };

/**
 * Lets in whom a provider vouches for: as the user whom this identity belongs to, or, where that is allowed, who has its
 * verified e-mail address, else as a new user. Groups decide the role at each sign-in; whom they no longer let in is
 * disabled.
 */
export function admitIdentity(
  needs: Needs,
  rules: Rules,
  identity: Identity,
  visitor: Visitor,
): Promise<IdentityAdmission> {
  return changeAccess(needs, async (change) => {
    const { tx } = change;
    // Two first sign-ins at once make one user, and the last administrator stays one.
    await lockUsers(tx);
    const known = await findUserOf(tx, rules, identity);
    const decision = decideAdmission(rules, identity.groups, known && (await standingOf(tx, known)));
    const isLinked = (await findUserOfIdentity(tx, identity)) !== null;
    if (decision.kind === 'refuse') {
      // Whom only an e-mail address leads here never came by the provider: it is not for it to shut them out.
      if (known !== null && isLinked && decision.fault === 'not_allowed')
        await disable(change, known, visitor);
      return { kind: 'refused', fault: decision.fault, userId: known?.id ?? null };
    }
    const user =
      known === null
        ? await makeUser(tx, identity, decision.role)
        : await changeRole(change, known, decision.role, visitor);
    if (!isLinked) await insertIdentity(tx, { ...identity, userId: user.id });
    if (decision.keptAdministrator) await note(tx, 'keepLastAdministrator', user, visitor, {});
    return { kind: 'admitted', admission: await admitUser(needs, change, { user, via: 'oidc', visitor }) };
  });
}

async function findUserOf(tx: Tx, rules: Rules, identity: Identity): Promise<UserWithPassword | null> {
  const userId = await findUserOfIdentity(tx, identity);
  if (userId !== null) return findUserById(tx, userId);
  if (!rules.linkByEmail || identity.verifiedEmail === null) return null;
  const found = await findUserByEmail(tx, identity.verifiedEmail);
  // An address that the provider gave to another person does not bring them the account of the one before.
  return found === null || (await hasIdentityOf(tx, found.id, identity.issuer)) ? null : found;
}

async function standingOf(tx: Tx, user: UserWithPassword) {
  const { role, enabled, passwordHash } = user;
  const why = await whyNeeded(tx, { ...user, hasPassword: passwordHash !== null });
  return { role, enabled, isLastAdministrator: why !== null };
}

async function makeUser(tx: Tx, { names, verifiedEmail }: Identity, role: Role): Promise<User> {
  // An address that nobody verified could belong to somebody who comes later.
  const isFree = verifiedEmail !== null && (await findUserByEmail(tx, verifiedEmail)) === null;
  const email = isFree ? verifiedEmail : null;
  return insertUser(tx, { name: await freeName(tx, names), passwordHash: null, role, email });
}

async function freeName(tx: Tx, names: readonly string[]): Promise<string> {
  const [first = 'user'] = names;
  for (const name of names) {
    if ((await findUserByName(tx, name)) === null) return name;
  }
  for (let number = 2; ; number += 1) {
    const name = numberedName(first, number);
    if ((await findUserByName(tx, name)) === null) return name;
  }
}

async function changeRole(
  { tx, tell }: AccessChange,
  user: UserWithPassword,
  role: Role,
  visitor: Visitor,
): Promise<User> {
  const { id, name } = user;
  if (user.role === role) return { id, name, role };
  await updateUser(tx, id, { role });
  await tell(id);
  await note(tx, 'changeUser', user, visitor, { fields: ['role'], from: user.role, to: role });
  return { id, name, role };
}

/** Their sessions end and their API keys stop, until an administrator enables them again. */
async function disable({ tx, tell }: AccessChange, user: User, visitor: Visitor): Promise<void> {
  await updateUser(tx, user.id, { enabled: false });
  await deleteSessionsOf(tx, user.id, null);
  await tell(user.id);
  await note(tx, 'disableUser', user, visitor, { fields: ['enabled'] });
}

function note(
  tx: Tx,
  action: NotedAction,
  { id }: User,
  { address }: Visitor,
  detail: Readonly<Record<string, unknown>>,
): Promise<void> {
  return recordAudit(tx, {
    action,
    outcome: 'done',
    actor: { kind: 'program' },
    address,
    subject: `users/${id}`,
    detail: { ...detail, because: 'groups at the OpenID Connect provider' },
  });
}
