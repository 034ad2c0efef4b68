import { ROLE_WORDS } from '../features/access/role-words.ts';
import { ApiKeysSection } from '../features/account/api-keys-section.tsx';
import { PasswordSection } from '../features/account/password-section.tsx';
import { SessionsSection } from '../features/account/sessions-section.tsx';
import { useMe } from '../session.ts';
import { Page } from '../ui/page.tsx';

/** What concerns only whoever is signed in. */
export function AccountPage() {
  const user = useMe()?.user;
  if (!user) return null;
  const { name } = ROLE_WORDS[user.role];
  return (
    <Page title="Your account" note={`${user.name}, ${name.toLowerCase()}`}>
      <SessionsSection />
      <ApiKeysSection role={user.role} />
      <PasswordSection userName={user.name} />
    </Page>
  );
}
