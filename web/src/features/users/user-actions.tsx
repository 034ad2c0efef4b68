import { Ban, CircleCheck, Ellipsis, LockOpen, LogOut, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { changeUser, endUserSessions, removeUser, unlockUser } from '../../../../src/contract/users.ts';
import { useAction } from '../../api.ts';
import type { User } from '../../things.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { useErrorToast, useToast } from '../../ui/toasts.tsx';
import { ChangeUserDialog } from './user-dialogs.tsx';

type Question = 'change' | 'disable' | 'sign_out' | 'remove';

/** What can be done about a user; what ends something is asked first. */
export function UserActions({ user }: { readonly user: User }) {
  const [open, setOpen] = useState<Question | null>(null);
  const change = useAction(changeUser);
  const endSessions = useAction(endUserSessions);
  const unlock = useAction(unlockUser);
  const removal = useAction(removeUser);
  const toast = useToast();
  const tellError = useErrorToast();
  const { name } = user;
  const params = { id: user.id };

  function close(): void {
    setOpen(null);
    change.reset();
    endSessions.reset();
    removal.reset();
  }

  return (
    <div className="flex items-center gap-1">
      <IconButton label={`Change ${name}`} onClick={() => setOpen('change')}>
        <Pencil aria-hidden />
      </IconButton>
      <Menu
        trigger={
          <IconButton label={`More about ${name}`}>
            <Ellipsis aria-hidden />
          </IconButton>
        }
      >
        {user.locked && (
          <MenuItem
            icon={<LockOpen aria-hidden />}
            onSelect={() =>
              unlock.mutate(
                { params },
                { onSuccess: () => toast('good', `${name} may try again.`), onError: tellError },
              )
            }
          >
            Unlock
          </MenuItem>
        )}
        <MenuItem icon={<LogOut aria-hidden />} onSelect={() => setOpen('sign_out')}>
          Sign out everywhere
        </MenuItem>
        {user.enabled ? (
          <MenuItem icon={<Ban aria-hidden />} onSelect={() => setOpen('disable')}>
            Disable
          </MenuItem>
        ) : (
          <MenuItem
            icon={<CircleCheck aria-hidden />}
            onSelect={() => change.mutate({ params, body: { enabled: true } }, { onError: tellError })}
          >
            Enable
          </MenuItem>
        )}
        <MenuItem icon={<Trash2 aria-hidden />} isDangerous onSelect={() => setOpen('remove')}>
          Remove
        </MenuItem>
      </Menu>
      <ChangeUserDialog user={user} isOpen={open === 'change'} onClose={close} />
      <ConfirmDialog
        title={`Sign ${name} out everywhere?`}
        confirmLabel="Sign them out"
        isOpen={open === 'sign_out'}
        isPending={endSessions.isPending}
        error={endSessions.error}
        onConfirm={() => endSessions.mutate({ params }, { onSuccess: close })}
        onClose={close}
      >
        All their sessions end at once. Their API keys stay, and they may sign in again.
      </ConfirmDialog>
      <ConfirmDialog
        title={`Disable ${name}?`}
        confirmLabel="Disable"
        isDangerous
        isOpen={open === 'disable'}
        isPending={change.isPending}
        error={change.error}
        onConfirm={() => change.mutate({ params, body: { enabled: false } }, { onSuccess: close })}
        onClose={close}
      >
        Their sessions end, their API keys stop working, and they cannot sign in until they are enabled again.
      </ConfirmDialog>
      <ConfirmDialog
        title={`Remove ${name}?`}
        confirmLabel="Remove the user"
        isDangerous
        isOpen={open === 'remove'}
        isPending={removal.isPending}
        error={removal.error}
        onConfirm={() => removal.mutate({ params }, { onSuccess: close })}
        onClose={close}
      >
        Their sessions and API keys end for good. What they wanted stays wanted.
      </ConfirmDialog>
    </div>
  );
}
