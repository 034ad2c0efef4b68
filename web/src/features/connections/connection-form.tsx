import { PlugZap } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ConnectionTest } from '../../things.ts';
import { Button } from '../../ui/button.tsx';
import { DialogForm } from '../../ui/dialog-form.tsx';
import { TestResult } from './test-result.tsx';

interface ConnectionFormProps {
  readonly children: ReactNode;
  readonly fieldNames: readonly string[];
  readonly test: {
    readonly data: ConnectionTest | undefined;
    readonly error: Error | null;
    readonly isPending: boolean;
    readonly run: () => void;
    /** Why it cannot be tested as it stands. */
    readonly obstacle: string | null;
  };
  readonly save: { readonly error: Error | null; readonly isPending: boolean; readonly run: () => void };
  readonly onClose: () => void;
}

/** Why a changed connection cannot be tested before it is saved. */
export const SECRETS_AGAIN =
  'To test what you changed before saving, enter what is saved and never shown (key, password, proxy) again.';

/** The frame of a connection's form: its fields, its test, its saving. */
export function ConnectionForm({ children, fieldNames, test, save, onClose }: ConnectionFormProps) {
  return (
    <DialogForm
      fieldNames={fieldNames}
      error={save.error}
      isPending={save.isPending}
      submitLabel="Save"
      onSubmit={save.run}
      onClose={onClose}
      extra={
        <Button
          icon={<PlugZap aria-hidden />}
          isPending={test.isPending}
          disabled={test.obstacle !== null}
          onClick={test.run}
          className="mr-auto"
        >
          Test
        </Button>
      }
    >
      {children}
      <TestResult result={test.data} error={test.error} shownFields={fieldNames} />
      {test.obstacle !== null && <p className="text-xs text-faint">{test.obstacle}</p>}
    </DialogForm>
  );
}
