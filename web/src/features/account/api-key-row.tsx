import { useState } from 'react';
import { revokeApiKey } from '../../../../src/contract/api-keys.ts';
import { useAction } from '../../api.ts';
import type { ApiKey } from '../../things.ts';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { isExpired } from './key-expiry.ts';
import { SCOPE_WORDS } from './key-scopes.ts';

interface ApiKeyRowProps {
  readonly apiKey: ApiKey;
  readonly withOwner: boolean;
}

const ORIGINS: Readonly<Record<ApiKey['origin'], string | null>> = {
  environment: 'From the environment: another API_KEY there revokes it.',
  first_start: null,
  user: null,
};

export function ApiKeyRow({ apiKey, withOwner }: ApiKeyRowProps) {
  const [isAsking, setAsking] = useState(false);
  const revoke = useAction(revokeApiKey);
  const { name, hint, scope, user, origin } = apiKey;
  const { name: scopeName, may } = SCOPE_WORDS[scope];
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-64">
        <h3 className="flex flex-wrap items-center gap-2 font-medium">
          <span className="min-w-0 wrap-anywhere">{name}</span>
          <Badge tone={scope === 'admin' ? 'warn' : 'neutral'} title={may}>
            {scopeName}
          </Badge>
          {isExpired(apiKey.expires_at, new Date()) && <Badge tone="bad">Expired</Badge>}
        </h3>
        <p className="text-[0.8125rem] text-muted">
          {withOwner && <>{user === null ? 'the program' : user.name} · </>}
          <span className="font-mono text-xs">…{hint}</span> · <LastUse apiKey={apiKey} />
        </p>
        <p className="text-xs text-faint">
          made <RelativeTime at={apiKey.created_at} /> · <Expiry apiKey={apiKey} />
          {ORIGINS[origin] !== null && ` · ${ORIGINS[origin]}`}
        </p>
      </div>
      {origin !== 'environment' && (
        <Button size="small" look="danger" aria-label={`Revoke ${name}`} onClick={() => setAsking(true)}>
          Revoke
        </Button>
      )}
      <ConfirmDialog
        title={`Revoke ${name}?`}
        confirmLabel="Revoke it"
        isDangerous
        isOpen={isAsking}
        isPending={revoke.isPending}
        error={revoke.error}
        onConfirm={() => revoke.mutate({ params: { id: apiKey.id } }, { onSuccess: () => setAsking(false) })}
        onClose={() => setAsking(false)}
      >
        Whatever uses the key that ends in <span className="font-mono">{hint}</span> is refused from now on.
        It cannot be brought back.
      </ConfirmDialog>
    </div>
  );
}

function LastUse({ apiKey }: Pick<ApiKeyRowProps, 'apiKey'>) {
  if (apiKey.used_at === null) return 'never used';
  return (
    <>
      used <RelativeTime at={apiKey.used_at} />
    </>
  );
}

function Expiry({ apiKey }: Pick<ApiKeyRowProps, 'apiKey'>) {
  if (apiKey.expires_at === null) return 'does not expire';
  return (
    <>
      {isExpired(apiKey.expires_at, new Date()) ? 'expired' : 'expires'}{' '}
      <RelativeTime at={apiKey.expires_at} />
    </>
  );
}
