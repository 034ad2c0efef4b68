import { LockKeyhole } from 'lucide-react';
import { useMe } from '../session.ts';
import { DeadEnd } from './dead-end.tsx';

/** Stands in place of a page that was opened by its address and is not for this person. */
export function NotAllowedPage() {
  const user = useMe()?.user;
  return (
    <DeadEnd
      title="Not for you"
      icon={<LockKeyhole aria-hidden />}
      says="Your role does not include this page"
    >
      {user ? `You are signed in as ${user.name}, a ${user.role}. ` : ''}
      An administrator can show you what is here, or give you another role.
    </DeadEnd>
  );
}
