import { TextField } from '../../ui/text-field.tsx';

interface SecretFieldProps {
  readonly label: string;
  /** One is kept on the server already; nobody gets it back. */
  readonly isSaved: boolean;
  readonly example?: string;
  readonly value: string;
  readonly onValue: (value: string) => void;
  readonly fault: string | undefined;
}

export function SecretField({ label, isSaved, example = '', ...field }: SecretFieldProps) {
  return (
    <TextField
      label={label}
      type="password"
      autoComplete="new-password"
      spellCheck={false}
      placeholder={isSaved ? '•••••••• saved' : example}
      hint={
        isSaved
          ? 'It is saved and never shown. Leave this empty to keep it; for another address, enter it again.'
          : undefined
      }
      {...field}
    />
  );
}
