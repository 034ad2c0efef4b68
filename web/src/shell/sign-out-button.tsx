import { LogOut } from 'lucide-react';
import { IconButton } from '../ui/icon-button.tsx';
import { useSignOut } from './sign-out.ts';

export function SignOutButton() {
  const signOut = useSignOut();
  return (
    <IconButton label="Sign out" onClick={signOut}>
      <LogOut aria-hidden />
    </IconButton>
  );
}
