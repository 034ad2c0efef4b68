import type { ReactNode } from 'react';

interface SectionFrameProps {
  readonly title: string;
  readonly lead: ReactNode;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** A part of a page under a heading of its own. */
export function SectionFrame({ title, lead, action, children }: SectionFrameProps) {
  return (
    <section aria-label={title} className="mb-9">
      <header className="mb-3 flex flex-wrap items-end gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-64">
          <h2 className="text-base font-semibold">{title}</h2>
          <p className="text-muted">{lead}</p>
        </div>
        {action}
      </header>
      {children}
    </section>
  );
}
