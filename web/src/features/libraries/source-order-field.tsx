import { ArrowDown, ArrowUp, Plus, X } from 'lucide-react';
import { useId } from 'react';
import { SOURCES, type Source } from '../../../../src/base/source.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { SelectField } from '../../ui/select-field.tsx';

export type SourceOrder = readonly Source[] | null;

const NAMES: Readonly<Record<Source, string>> = {
  metadata_json: 'metadata.json',
  opf: 'OPF files',
  tags: 'Tags of the audio',
  nfo: 'NFO files',
  desc_txt: 'desc.txt',
  reader_txt: 'reader.txt',
  cue: 'Cue sheets',
  path: 'Folder and file names',
};

const WAYS = [
  { value: 'standard', label: 'The usual way' },
  { value: 'own', label: 'In an order of its own' },
] as const;

interface SourceOrderFieldProps {
  readonly order: SourceOrder;
  readonly onOrder: (order: SourceOrder) => void;
}

/** Which sources a scan trusts: the usual way, or an order of the library's own. */
export function SourceOrderField({ order, onOrder }: SourceOrderFieldProps) {
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <SelectField
        label="Sources of metadata"
        hint={
          order === null
            ? 'Each source is trusted as far as it deserves, field by field.'
            : 'The first that says something is believed. After a change the next scan reads every book again; what is locked stays.'
        }
        choices={WAYS}
        value={order === null ? 'standard' : 'own'}
        onValue={(way) => onOrder(way === 'own' ? [...SOURCES] : null)}
      />
      {order !== null && <OrderedSources order={order} onOrder={onOrder} />}
    </div>
  );
}

interface OrderedSourcesProps {
  readonly order: readonly Source[];
  readonly onOrder: (order: readonly Source[]) => void;
}

function OrderedSources({ order, onOrder }: OrderedSourcesProps) {
  const unused = SOURCES.filter((source) => !order.includes(source));
  const headingId = useId();
  return (
    <>
      <ol
        aria-label="Sources, the most trusted first"
        className="flex flex-col divide-y divide-line rounded-lg border border-line"
      >
        {order.map((source, at) => (
          <li key={source} className="flex min-w-0 items-center gap-1 py-0.5 pl-3">
            <span className="w-5 shrink-0 text-xs text-faint tabular-nums">{at + 1}</span>
            <span className="min-w-0 flex-1 truncate text-sm">{NAMES[source]}</span>
            <IconButton
              label={`Trust ${NAMES[source]} more`}
              disabled={at === 0}
              onClick={() => onOrder(swapped(order, at, at - 1))}
            >
              <ArrowUp aria-hidden />
            </IconButton>
            <IconButton
              label={`Trust ${NAMES[source]} less`}
              disabled={at === order.length - 1}
              onClick={() => onOrder(swapped(order, at, at + 1))}
            >
              <ArrowDown aria-hidden />
            </IconButton>
            <IconButton
              label={`Do not use ${NAMES[source]}`}
              disabled={order.length === 1}
              onClick={() => onOrder(order.filter((other) => other !== source))}
            >
              <X aria-hidden />
            </IconButton>
          </li>
        ))}
      </ol>
      {unused.length > 0 && (
        <div className="flex flex-col gap-1">
          <p id={headingId} className="text-xs text-faint">
            Not used
          </p>
          <ul aria-labelledby={headingId} className="flex flex-wrap gap-1.5">
            {unused.map((source) => (
              <li key={source}>
                <Button
                  size="small"
                  icon={<Plus aria-hidden />}
                  aria-label={`Use ${NAMES[source]}`}
                  onClick={() => onOrder([...order, source])}
                >
                  {NAMES[source]}
                </Button>
              </li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}

function swapped(order: readonly Source[], from: number, to: number): readonly Source[] {
  return order.map((source, at) =>
    at === from ? (order[to] ?? source) : at === to ? (order[from] ?? source) : source,
  );
}
