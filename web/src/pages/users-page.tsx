import { UserCog, UserPlus } from 'lucide-react';
import { useState } from 'react';
import { plural } from '../../../src/base/quantities.ts';
import { listUsers } from '../../../src/contract/users.ts';
import { useEndpointPages } from '../api.ts';
import { UserCard } from '../features/users/user-card.tsx';
import { AddUserDialog } from '../features/users/user-dialogs.tsx';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { ListPage } from '../ui/list-page.tsx';

export function UsersPage() {
  const users = useEndpointPages(listUsers, { limit: 50 }, { count: true });
  const [isAdding, setAdding] = useState(false);
  return (
    <ListPage
      title="Users"
      label="Users"
      note={users.total !== undefined && plural(users.total, 'user')}
      actions={
        <Button look="primary" icon={<UserPlus aria-hidden />} onClick={() => setAdding(true)}>
          Add a user
        </Button>
      }
      pages={users}
      estimatedHeight={92}
      rowKey={(user) => user.id}
      renderRow={(user) => <UserCard user={user} />}
      empty={
        <EmptyState icon={<UserCog aria-hidden />} title="There is no user">
          Only the program’s own API key has been used so far. Add whoever shall sign in.
        </EmptyState>
      }
    >
      <AddUserDialog isOpen={isAdding} onClose={() => setAdding(false)} />
    </ListPage>
  );
}
