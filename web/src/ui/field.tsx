import { type ReactNode, useId } from 'react';

export interface FieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  /** What the server found wrong with it. */
  readonly fault?: string | undefined;
  readonly isOptional?: boolean;
}

export interface ControlProps {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': boolean | undefined;
}

interface Props extends FieldProps {
  readonly children: (control: ControlProps) => ReactNode;
}

/** A control with its label, its hint and what is wrong with it. */
export function Field({ label, hint, fault, isOptional = false, children }: Props) {
  const id = useId();
  const noteId = `${id}note`;
  const hasNote = hint !== undefined || fault !== undefined;
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <div className="flex items-baseline justify-between gap-2">
        <label htmlFor={id} className="text-[0.8125rem] font-medium">
          {label}
        </label>
        {isOptional && <span className="text-xs text-faint">optional</span>}
      </div>
      {children({
        id,
        'aria-describedby': hasNote ? noteId : undefined,
        'aria-invalid': fault === undefined ? undefined : true,
      })}
      {hasNote && (
        <p id={noteId} className={`text-xs ${fault === undefined ? 'text-faint' : 'font-medium text-bad'}`}>
          {fault === undefined ? hint : sentence(fault)}
        </p>
      )}
    </div>
  );
}

/** The server's faults read as "must not be blank", after the field's name. */
function sentence(fault: string): string {
  return fault.charAt(0).toUpperCase() + fault.slice(1);
}

export const controlClasses =
  'w-full min-w-0 rounded-lg border border-line-strong bg-panel px-3 text-sm text-ink transition-colors ' +
  'hover:border-faint focus:border-accent focus:outline-2 focus:-outline-offset-1 focus:outline-accent ' +
  'aria-invalid:border-bad disabled:opacity-60 max-md:text-base';
