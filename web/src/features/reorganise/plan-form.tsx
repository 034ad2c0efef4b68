import { type FormEvent, useState } from 'react';
import { planReorganisation } from '../../../../src/contract/reorganisations.ts';
import { useAction } from '../../api.ts';
import { faultAt } from '../../ask.ts';
import type { Library, Reorganisation } from '../../things.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { CheckboxField } from '../../ui/checkbox-field.tsx';
import { ErrorNotice } from '../../ui/error-notice.tsx';
import { TextField } from '../../ui/text-field.tsx';

interface PlanFormProps {
  readonly library: Library;
  /** What was planned before, to begin from. */
  readonly last?: Reorganisation;
}

export function PlanForm({ library, last }: PlanFormProps) {
  const [template, setTemplate] = useState(last?.template ?? library.naming_template ?? '');
  const [renameFiles, setRenameFiles] = useState(last?.rename_files ?? false);
  const action = useAction(planReorganisation);
  const isAtWork = last !== undefined && last.task_id !== null;

  function submit(event: FormEvent): void {
    event.preventDefault();
    const body = { template: template.trim() || null, rename_files: renameFiles };
    action.mutate({ params: { id: library.id }, body });
  }

  return (
    <Card className="p-4">
      <form onSubmit={submit} noValidate className="flex flex-col gap-4">
        <TextField
          label="Template"
          isOptional
          hint={
            <>
              Empty for the library’s own, else the usual one:{' '}
              <code>{'{Author}/{Series}/{Vol 1 - }{Title}{ \\{Narrator\\}}'}</code>. A group in braces
              vanishes where its field is empty.
            </>
          }
          value={template}
          onValue={setTemplate}
          fault={faultAt(action.error, 'naming_template') ?? faultAt(action.error, 'template')}
          spellCheck={false}
          autoCapitalize="none"
          className="font-mono text-[0.8125rem]"
        />
        <CheckboxField
          label="Name the audio files by the title, too"
          hint="“Emma - 01.mp3”, in playing order. Not where a cue sheet names them."
          isChecked={renameFiles}
          onChecked={setRenameFiles}
        />
        <ErrorNotice error={action.error} shownFields={['template', 'naming_template']} />
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p className="text-[0.8125rem] text-muted">
            Planning touches no file. What a download client seeds from here stays where it is.
          </p>
          <Button type="submit" look="primary" isPending={action.isPending || isAtWork}>
            Make a plan
          </Button>
        </div>
      </form>
    </Card>
  );
}
