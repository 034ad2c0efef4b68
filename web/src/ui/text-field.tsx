import type { InputHTMLAttributes, TextareaHTMLAttributes } from 'react';
import { controlClasses, Field, type FieldProps } from './field.tsx';

interface Value {
  readonly value: string;
  readonly onValue: (value: string) => void;
}

type TextFieldProps = FieldProps &
  Value &
  Omit<InputHTMLAttributes<HTMLInputElement>, 'value' | 'onChange' | 'id'>;

export function TextField({
  label,
  hint,
  fault,
  isOptional,
  value,
  onValue,
  className = '',
  ...rest
}: TextFieldProps) {
  return (
    <Field {...{ label, hint, fault, isOptional: isOptional === true }}>
      {(control) => (
        <input
          {...rest}
          {...control}
          value={value}
          onChange={(event) => onValue(event.target.value)}
          className={`h-9 max-md:h-11 ${controlClasses} ${className}`}
        />
      )}
    </Field>
  );
}

type TextAreaFieldProps = FieldProps &
  Value &
  Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'value' | 'onChange' | 'id'>;

export function TextAreaField({
  label,
  hint,
  fault,
  isOptional,
  value,
  onValue,
  ...rest
}: TextAreaFieldProps) {
  return (
    <Field {...{ label, hint, fault, isOptional: isOptional === true }}>
      {(control) => (
        <textarea
          {...rest}
          {...control}
          value={value}
          onChange={(event) => onValue(event.target.value)}
          className={`py-2 leading-relaxed ${controlClasses}`}
        />
      )}
    </Field>
  );
}
