import { TriangleAlert } from 'lucide-react';
import { useId } from 'react';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { DialogActions } from '../../ui/dialog.tsx';
import { controlClasses } from '../../ui/field.tsx';

interface ShownApiKeyProps {
  readonly apiKey: string;
  readonly onClose: () => void;
}

/** The key in full, this once: the server keeps only its hash. */
export function ShownApiKey({ apiKey, onClose }: ShownApiKeyProps) {
  const id = useId();
  return (
    <div className="flex flex-col gap-4">
      <p className="flex items-start gap-2.5 rounded-lg bg-warn-soft px-3 py-2">
        <TriangleAlert className="mt-0.5 size-4 shrink-0 text-warn" aria-hidden />
        Copy it now and keep it safe. It cannot be shown again: if it is lost, revoke it and make another one.
      </p>
      <div className="flex flex-col gap-1">
        <label htmlFor={id} className="text-[0.8125rem] font-medium">
          API key
        </label>
        <div className="flex gap-2">
          <input
            id={id}
            readOnly
            value={apiKey}
            onFocus={(event) => event.target.select()}
            spellCheck={false}
            className={`h-9 font-mono max-md:h-10 ${controlClasses}`}
          />
          <CopyButton text={apiKey} fieldId={id} />
        </div>
      </div>
      <p className="text-[0.8125rem] text-muted">
        Programs send it in the header <code className="font-mono text-xs">X-API-Key</code>, or as{' '}
        <code className="font-mono text-xs">Authorization: Bearer</code>.
      </p>
      <DialogActions>
        <Button look="primary" onClick={onClose}>
          I have copied it
        </Button>
      </DialogActions>
    </div>
  );
}
