import { Check } from 'lucide-react';
import { Checkbox } from 'radix-ui';
import { type ReactNode, useId } from 'react';

interface CheckboxFieldProps {
  readonly label: string;
  readonly hint?: ReactNode;
  readonly isChecked: boolean;
  readonly onChecked: (isChecked: boolean) => void;
}

export function CheckboxField({ label, hint, isChecked, onChecked }: CheckboxFieldProps) {
  const id = useId();
  return (
    <div className="flex items-start gap-2.5">
      <Checkbox.Root
        id={id}
        checked={isChecked}
        onCheckedChange={(checked) => onChecked(checked === true)}
        aria-describedby={hint === undefined ? undefined : `${id}hint`}
        className="mt-px flex size-4.5 shrink-0 items-center justify-center rounded-[0.3rem] border border-line-strong bg-panel transition-colors hover:border-faint data-[state=checked]:border-accent data-[state=checked]:bg-accent"
      >
        <Checkbox.Indicator>
          <Check className="size-3.5 stroke-3 text-on-accent" aria-hidden />
        </Checkbox.Indicator>
      </Checkbox.Root>
      <div className="min-w-0">
        <label htmlFor={id} className="cursor-pointer text-ink">
          {label}
        </label>
        {hint !== undefined && (
          <p id={`${id}hint`} className="text-xs text-faint">
            {hint}
          </p>
        )}
      </div>
    </div>
  );
}
