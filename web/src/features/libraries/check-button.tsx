import { Stethoscope } from 'lucide-react';
import { checkLibrary } from '../../../../src/contract/libraries.ts';
import { useAction } from '../../api.ts';
import type { Library } from '../../things.ts';
import { Button } from '../../ui/button.tsx';
import { Menu, MenuItem } from '../../ui/menu.tsx';
import { useErrorToast } from '../../ui/toasts.tsx';

/** Looks into the audio of a library; where there are several, asks which. */
export function CheckButton({ libraries }: { readonly libraries: readonly Library[] }) {
  const action = useAction(checkLibrary);
  const tellError = useErrorToast();
  const check = (id: number) => action.mutate({ params: { id } }, { onError: tellError });
  const [only] = libraries;
  if (only === undefined) return null;
  const icon = <Stethoscope aria-hidden />;
  if (libraries.length === 1) {
    return (
      <Button icon={icon} isPending={action.isPending} onClick={() => check(only.id)}>
        Check all audio
      </Button>
    );
  }
  return (
    <Menu
      trigger={
        <Button icon={icon} isPending={action.isPending}>
          Check all audio
        </Button>
      }
    >
      {libraries.map(({ id, name }) => (
        <MenuItem key={id} onSelect={() => check(id)}>
          {name}
        </MenuItem>
      ))}
    </Menu>
  );
}
