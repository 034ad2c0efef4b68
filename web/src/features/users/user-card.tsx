import { Link } from 'react-router';
import { paths } from '../../paths.ts';
import { useMe } from '../../session.ts';
import type { User } from '../../things.ts';
import { Badge, type Tone } from '../../ui/badge.tsx';
import { Card } from '../../ui/card.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { ROLE_WORDS } from '../access/role-words.ts';
import { UserActions } from './user-actions.tsx';

const TONES: Readonly<Record<User['role'], Tone>> = {
  administrator: 'good',
  member: 'busy',
  viewer: 'neutral',
};

export function UserCard({ user }: { readonly user: User }) {
  const isSelf = useMe()?.user?.id === user.id;
  const { name: roleName, may } = ROLE_WORDS[user.role];
  return (
    <Card className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-52">
        <h2 className="flex flex-wrap items-center gap-2 font-medium">
          <span className="min-w-0 wrap-anywhere">{user.name}</span>
          <Badge tone={TONES[user.role]} title={may}>
            {roleName}
          </Badge>
          {isSelf && <Badge>You</Badge>}
          {!user.enabled && <Badge tone="bad">Disabled</Badge>}
          {user.locked && (
            <Badge tone="warn" title="Too many failed sign-ins keep some address out for 15 minutes">
              Locked
            </Badge>
          )}
        </h2>
        <p className="text-[0.8125rem] wrap-anywhere text-muted">
          {[user.email, wayIn(user)].filter((part) => part !== null).join(' · ')}
        </p>
        <p className="text-xs text-faint">
          {user.signed_in_at === null ? (
            'has not signed in yet'
          ) : (
            <>
              last signed in <RelativeTime at={user.signed_in_at} />
            </>
          )}{' '}
          ·{' '}
          <Link
            to={paths.auditOf(user.id)}
            className="whitespace-nowrap underline decoration-line-strong underline-offset-2 hover:text-accent"
          >
            what they did
          </Link>
        </p>
      </div>
      <UserActions user={user} />
    </Card>
  );
}

/** How they can sign in. */
function wayIn({ has_password: hasPassword, has_oidc: hasOidc, email }: User): string {
  if (hasPassword && hasOidc) return 'signs in by password or OpenID Connect';
  if (hasPassword) return 'signs in by password';
  if (hasOidc) return 'signs in by OpenID Connect';
  return email === null
    ? 'cannot sign in: give them a password'
    : 'has no password; can sign in by OpenID Connect with this address';
}
