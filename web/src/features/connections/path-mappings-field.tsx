import { Plus, X } from 'lucide-react';
import { faultAt } from '../../ask.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import type { DownloadClientDraft } from './download-client-draft.ts';

type Mappings = DownloadClientDraft['mappings'];

interface PathMappingsFieldProps {
  readonly mappings: Mappings;
  readonly onMappings: (mappings: Mappings) => void;
  readonly error: Error | null;
}

/** The same folders under two names: where the client runs in another container or on another machine. */
export function PathMappingsField({ mappings, onMappings, error }: PathMappingsFieldProps) {
  function change(at: number, part: Partial<Mappings[number]>): void {
    onMappings(mappings.map((mapping, index) => (index === at ? { ...mapping, ...part } : mapping)));
  }

  return (
    <fieldset className="min-w-0">
      <legend className="text-[0.8125rem] font-medium">Path mappings</legend>
      <p className="text-xs text-faint">
        Only where the client names its folders otherwise than this server sees them, as in another container.
      </p>
      <ul className="mt-2 flex flex-col gap-2.5">
        {mappings.map((mapping, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a mapping is its place in the list; its texts change as one types
          <li key={at} className="flex items-start gap-2">
            <div className="grid min-w-0 flex-1 gap-2 sm:grid-cols-2">
              <TextField
                label="The client's path"
                placeholder="/downloads"
                value={mapping.remote}
                onValue={(remote) => change(at, { remote })}
                fault={faultAt(error, `path_mappings.${at}.remote`)}
                spellCheck={false}
              />
              <TextField
                label="This server's path"
                placeholder="/srv/downloads"
                value={mapping.local}
                onValue={(local) => change(at, { local })}
                fault={faultAt(error, `path_mappings.${at}.local`)}
                spellCheck={false}
              />
            </div>
            <IconButton
              label="Remove this mapping"
              className="mt-5.5"
              onClick={() => onMappings(mappings.filter((_, index) => index !== at))}
            >
              <X aria-hidden />
            </IconButton>
          </li>
        ))}
      </ul>
      <Button
        size="small"
        look="quiet"
        icon={<Plus aria-hidden />}
        className="mt-1.5 -ml-2.5"
        onClick={() => onMappings([...mappings, { remote: '', local: '' }])}
      >
        Add a mapping
      </Button>
    </fieldset>
  );
}
