import { Laptop, LogOut, Smartphone } from 'lucide-react';
import { useState } from 'react';
import { endSession, endSessions, listSessions } from '../../../../src/contract/account.ts';
import { useAction, useEndpoint } from '../../api.ts';
import type { Session } from '../../things.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Section } from '../../ui/section.tsx';
import { useErrorToast } from '../../ui/toasts.tsx';
import { useLeaving } from '../access/use-leaving.ts';
import { browserWords } from './browser-words.ts';

export function SessionsSection() {
  const sessions = useEndpoint(listSessions, { query: { limit: 200 } });
  const [isAsking, setAsking] = useState(false);
  const { leave, isPending, error } = useLeaving(endSessions);

  return (
    <Section
      title="Where you are signed in"
      lead="A session ends after 30 days, or after 7 days without use."
      action={
        <Button icon={<LogOut aria-hidden />} onClick={() => setAsking(true)}>
          Sign out everywhere
        </Button>
      }
      answer={sessions}
      emptyText="You are not signed in by a browser."
      rowKey={(session) => session.id}
      renderRow={(session) => <SessionRow session={session} />}
    >
      <ConfirmDialog
        title="Sign out everywhere?"
        confirmLabel="Sign out everywhere"
        isDangerous
        isOpen={isAsking}
        isPending={isPending}
        error={error}
        onConfirm={() => leave()}
        onClose={() => setAsking(false)}
      >
        All your sessions end at once, this one too. Your API keys stay: revoke them one by one.
      </ConfirmDialog>
    </Section>
  );
}

const WAYS: Readonly<Record<Session['via'], string>> = {
  password: 'with your password',
  set_up: 'with the set-up link',
  oidc: 'with OpenID Connect',
};

function SessionRow({ session }: { readonly session: Session }) {
  const end = useAction(endSession);
  const tellError = useErrorToast();
  const { name, kind } = browserWords(session.user_agent);
  const Icon = kind === 'phone' ? Smartphone : Laptop;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <Icon className="size-5 shrink-0 text-faint max-sm:hidden" aria-hidden />
      <div className="min-w-0 flex-1 basis-56">
        <h3 className="flex flex-wrap items-center gap-2 font-medium" title={session.user_agent ?? undefined}>
          {name}
          {session.current && <Badge tone="good">This one</Badge>}
        </h3>
        <p className="text-[0.8125rem] text-muted">
          {session.address !== null && <span className="font-mono text-xs">{session.address}</span>}
          {session.address !== null && ' · '}
          {session.current ? (
            'in use now'
          ) : (
            <>
              last seen <RelativeTime at={session.seen_at} />
            </>
          )}
        </p>
        <p className="text-xs text-faint">
          signed in <RelativeTime at={session.created_at} /> {WAYS[session.via]} · ends{' '}
          <RelativeTime at={session.expires_at} />
        </p>
      </div>
      {!session.current && (
        <Button
          size="small"
          isPending={end.isPending}
          aria-label={`End the session of ${name}`}
          onClick={() => end.mutate({ params: { id: session.id } }, { onError: tellError })}
        >
          End
        </Button>
      )}
    </div>
  );
}
