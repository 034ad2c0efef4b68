import { X } from 'lucide-react';
import { useState } from 'react';
import { Field, type FieldProps } from './field.tsx';

interface ListFieldProps extends FieldProps {
  readonly values: readonly string[];
  readonly onValues: (values: readonly string[]) => void;
  readonly placeholder?: string;
}

/** Several short texts: Enter or leaving the field adds one, Backspace in the empty field takes the last away. */
export function ListField({ values, onValues, placeholder, ...field }: ListFieldProps) {
  const [draft, setDraft] = useState('');

  function add(): void {
    const text = draft.trim();
    setDraft('');
    if (text !== '' && !values.includes(text)) onValues([...values, text]);
  }

  return (
    <Field {...field}>
      {(control) => (
        <div className="flex min-h-9 flex-wrap items-center gap-1 rounded-lg border border-line-strong bg-panel p-1 transition-colors focus-within:border-accent focus-within:outline-2 focus-within:-outline-offset-1 focus-within:outline-accent hover:border-faint has-aria-invalid:border-bad max-md:min-h-11">
          {values.map((value) => (
            <span
              key={value}
              className="inline-flex h-7 max-w-full items-center gap-0.5 rounded-md bg-accent-soft pl-2 text-[0.8125rem] text-accent"
            >
              <span className="truncate">{value}</span>
              <button
                type="button"
                aria-label={`Remove ${value}`}
                onClick={() => onValues(values.filter((other) => other !== value))}
                className="flex size-6 items-center justify-center rounded-md hover:text-ink"
              >
                <X className="size-3.5" aria-hidden />
              </button>
            </span>
          ))}
          <input
            {...control}
            value={draft}
            placeholder={values.length === 0 ? placeholder : undefined}
            onChange={(event) => setDraft(event.target.value)}
            onBlur={add}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && draft.trim() !== '') {
                event.preventDefault();
                add();
              }
              if (event.key === 'Backspace' && draft === '') onValues(values.slice(0, -1));
            }}
            className="h-7 min-w-24 flex-1 bg-transparent px-2 text-sm outline-none max-md:text-base"
          />
        </div>
      )}
    </Field>
  );
}
