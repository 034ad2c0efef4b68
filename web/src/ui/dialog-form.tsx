import type { FormEvent, ReactNode } from 'react';
import { Button } from './button.tsx';
import { DialogActions } from './dialog.tsx';
import { ErrorNotice } from './error-notice.tsx';

interface DialogFormProps {
  /** Its fields. */
  readonly children: ReactNode;
  /** Those that show their own faults. */
  readonly fieldNames: readonly string[];
  readonly error: Error | null;
  readonly isPending: boolean;
  readonly submitLabel: string;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  /** A further button, at the other end. */
  readonly extra?: ReactNode;
}

/** The frame of a form in a dialog; what it asks for is of others than the reader, so the browser proposes nothing. */
export function DialogForm({
  children,
  fieldNames,
  error,
  isPending,
  submitLabel,
  onSubmit,
  onClose,
  extra,
}: DialogFormProps) {
  function submit(event: FormEvent): void {
    event.preventDefault();
    onSubmit();
  }

  return (
    <form onSubmit={submit} noValidate autoComplete="off" className="flex flex-col gap-4">
      {children}
      <ErrorNotice error={error} shownFields={fieldNames} />
      <DialogActions>
        {extra}
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" look="primary" isPending={isPending}>
          {submitLabel}
        </Button>
      </DialogActions>
    </form>
  );
}
