import { faultAt } from '../../ask.ts';
import { TextField } from '../../ui/text-field.tsx';

export interface LibraryDraft {
  readonly name: string;
  readonly path: string;
  readonly naming_template: string;
}

export const libraryFieldNames: readonly string[] = ['name', 'path', 'naming_template', 'watch'];

interface LibraryFieldsProps {
  readonly draft: LibraryDraft;
  readonly onDraft: (draft: LibraryDraft) => void;
  readonly error: Error | null;
  readonly withNaming: boolean;
}

export function LibraryFields({ draft, onDraft, error, withNaming }: LibraryFieldsProps) {
  return (
    <>
      <TextField
        label="Name"
        value={draft.name}
        onValue={(name) => onDraft({ ...draft, name })}
        fault={faultAt(error, 'name')}
        placeholder="Audiobooks"
      />
      <TextField
        label="Folder"
        hint="The path on the server, from its root: /srv/audiobooks"
        value={draft.path}
        onValue={(path) => onDraft({ ...draft, path })}
        fault={faultAt(error, 'path')}
        placeholder="/srv/audiobooks"
        spellCheck={false}
        autoCapitalize="none"
        className="font-mono text-[0.8125rem]"
      />
      {withNaming && (
        <TextField
          label="Naming of imports"
          isOptional
          hint={
            <>
              Empty for the usual one, <code>{'{Author}/{Series}/{Vol 1 - }{Title}{ \\{Narrator\\}}'}</code>.
              Fields: Author, Authors, Title, Subtitle, Series, 1 (the place in it), Narrator, Narrators,
              Year, Language, ASIN; a group in braces vanishes where its field is empty.
            </>
          }
          value={draft.naming_template}
          onValue={(naming_template) => onDraft({ ...draft, naming_template })}
          fault={faultAt(error, 'naming_template')}
          spellCheck={false}
          autoCapitalize="none"
          className="font-mono text-[0.8125rem]"
        />
      )}
    </>
  );
}
