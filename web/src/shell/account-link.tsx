import { CircleUserRound } from 'lucide-react';
import { Link } from 'react-router';
import { paths } from '../paths.ts';
import { useMay } from '../session.ts';

interface AccountLinkProps {
  readonly userName: string;
  readonly className?: string;
  readonly onFollow?: () => void;
}

/** Who is signed in, leading to their own account. */
export function AccountLink({ userName, className = '', onFollow }: AccountLinkProps) {
  const may = useMay();
  if (!may('account.edit')) return <p className={`truncate font-medium ${className}`}>{userName}</p>;
  return (
    <Link
      to={paths.account}
      onClick={onFollow}
      aria-label={`Your account: ${userName}`}
      title="Your account"
      className={`flex min-h-7 items-center gap-1.5 rounded-md font-medium transition-colors hover:bg-sunken hover:text-accent ${className}`}
    >
      <CircleUserRound className="size-4 shrink-0 text-muted" aria-hidden />
      <span className="truncate">{userName}</span>
    </Link>
  );
}
