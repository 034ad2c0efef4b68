import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { Button } from './button.tsx';

interface CopyButtonProps {
  readonly text: string;
  /** The field that shows the text: where the browser forbids to copy, it is selected, ready for the keys. */
  readonly fieldId: string;
}

/** Copies a text; says whether that worked. */
export function CopyButton({ text, fieldId }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<'copied' | 'selected' | null>(null);

  async function copy(): Promise<void> {
    const isCopied = await copyText(text);
    if (!isCopied) selectField(fieldId);
    setOutcome(isCopied ? 'copied' : 'selected');
  }

  return (
    <>
      <Button
        look="primary"
        icon={outcome === 'copied' ? <Check aria-hidden /> : <Copy aria-hidden />}
        onClick={() => void copy()}
      >
        {outcome === 'copied' ? 'Copied' : 'Copy'}
      </Button>
      <span role="status" className="sr-only">
        {outcome === 'copied' && 'It is copied.'}
        {outcome === 'selected' && 'It is selected: copy it with the keys of your system.'}
      </span>
    </>
  );
}

/** Browsers offer the clipboard to pages over TLS or on loopback only; a home server often has neither. */
async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}

function selectField(id: string): void {
  const field = document.getElementById(id);
  if (field instanceof HTMLInputElement) field.select();
}
