import { TriangleAlert } from 'lucide-react';

interface FaultListProps {
  readonly faults: readonly { readonly path: string; readonly fault: string }[];
}

/** What is wrong with files, each with its sentence. */
export function FaultList({ faults }: FaultListProps) {
  return (
    <ul
      aria-label="Faults"
      className="my-1 flex flex-col gap-1.5 rounded-lg bg-warn-soft px-3 py-2 text-[0.8125rem]"
    >
      {faults.map(({ path, fault }) => (
        <li key={`${path} ${fault}`} className="flex items-start gap-2">
          <TriangleAlert className="mt-0.5 size-4 shrink-0 text-warn" aria-hidden />
          <span className="min-w-0">
            <span className="wrap-anywhere">{fault}</span>
            <span className="block font-mono text-xs wrap-anywhere text-muted">{path}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
