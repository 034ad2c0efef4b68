import type { ReactNode } from 'react';

interface Entry {
  readonly term: string;
  /** Left out where there is none. */
  readonly value: ReactNode;
}

/** Terms and what they are, in columns. */
export function Facts({ entries }: { readonly entries: readonly Entry[] }) {
  return (
    <dl className="grid grid-cols-[max-content_1fr] gap-x-4 gap-y-1 text-[0.8125rem]">
      {entries
        .filter(({ value }) => value !== null && value !== undefined && value !== '')
        .map(({ term, value }) => (
          <div key={term} className="contents">
            <dt className="text-faint">{term}</dt>
            <dd className="min-w-0 wrap-anywhere">{value}</dd>
          </div>
        ))}
    </dl>
  );
}
