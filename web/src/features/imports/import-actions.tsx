import { Check, RotateCw, X } from 'lucide-react';
import { resolveImport } from '../../../../src/contract/imports.ts';
import { useAction } from '../../api.ts';
import type { Import } from '../../things.ts';
import { Button } from '../../ui/button.tsx';
import { useErrorToast } from '../../ui/toasts.tsx';

type Action = Import['actions'][number];

/** What a person can decide about an import now. */
export function ImportActions({ entry }: { readonly entry: Import }) {
  const action = useAction(resolveImport);
  const tellError = useErrorToast();
  const chosen = action.variables?.body?.action;

  function resolve(decision: Action): void {
    action.mutate({ params: { id: entry.id }, body: { action: decision } }, { onError: tellError });
  }

  function button(
    decision: Action,
    look: 'primary' | 'secondary' | 'danger',
    icon: React.ReactNode,
    label: string,
  ) {
    if (!entry.actions.includes(decision)) return null;
    return (
      <Button
        size="small"
        look={look}
        icon={icon}
        isPending={action.isPending && chosen === decision}
        disabled={action.isPending}
        onClick={() => resolve(decision)}
      >
        {label}
      </Button>
    );
  }

  return (
    <>
      {button('import', 'primary', <Check aria-hidden />, 'Import all the same')}
      {button('retry', 'secondary', <RotateCw aria-hidden />, 'Try again')}
      {button('reject', 'danger', <X aria-hidden />, 'Reject')}
    </>
  );
}
