import { ChevronDown } from 'lucide-react';
import { controlClasses, Field, type FieldProps } from './field.tsx';

export interface Choice<Value extends string = string> {
  readonly value: Value;
  readonly label: string;
}

interface SelectProps<Value extends string> {
  readonly choices: readonly Choice<Value>[];
  readonly value: Value;
  readonly onValue: (value: Value) => void;
}

export function SelectField<Value extends string>({
  choices,
  value,
  onValue,
  ...field
}: FieldProps & SelectProps<Value>) {
  return (
    <Field {...field}>
      {(control) => (
        <NativeSelect {...{ choices, value, onValue }} control={control} className="h-9 max-md:h-11" />
      )}
    </Field>
  );
}

/** A select without a visible label, for a row of filters. */
export function FilterSelect<Value extends string>({
  label,
  ...select
}: SelectProps<Value> & { readonly label: string }) {
  return (
    <NativeSelect
      {...select}
      control={{ 'aria-label': label }}
      className="h-9 w-auto! max-w-full shadow-card max-md:h-10 max-md:text-sm"
    />
  );
}

interface NativeSelectProps<Value extends string> extends SelectProps<Value> {
  readonly control: object;
  readonly className: string;
}

function NativeSelect<Value extends string>({
  choices,
  value,
  onValue,
  control,
  className,
}: NativeSelectProps<Value>) {
  return (
    <div className="relative max-w-full min-w-0 shrink-0">
      <select
        {...control}
        value={value}
        onChange={(event) => {
          const chosen = choices.find((choice) => choice.value === event.target.value);
          if (chosen !== undefined) onValue(chosen.value);
        }}
        className={`appearance-none truncate pr-8 ${controlClasses} ${className}`}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value} className="bg-raised">
            {choice.label}
          </option>
        ))}
      </select>
      <ChevronDown
        className="pointer-events-none absolute top-1/2 right-2.5 size-4 -translate-y-1/2 text-muted"
        aria-hidden
      />
    </div>
  );
}
