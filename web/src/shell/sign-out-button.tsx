import { LogOut } from 'lucide-react';
import { signOut } from '../../../src/contract/access.ts';
import { useLeaving } from '../features/access/use-leaving.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { useErrorToast } from '../ui/toasts.tsx';

export function SignOutButton() {
  const { leave } = useLeaving(signOut);
  const tellError = useErrorToast();
  return (
    <IconButton label="Sign out" onClick={() => leave(tellError)}>
      <LogOut aria-hidden />
    </IconButton>
  );
}
