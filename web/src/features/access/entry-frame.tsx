import type { ReactNode } from 'react';
import { Card } from '../../ui/card.tsx';

interface EntryFrameProps {
  readonly mark: ReactNode;
  readonly title: string;
  readonly lead: ReactNode;
  readonly children: ReactNode;
}

/** The frame of the pages before the sign-in. */
export function EntryFrame({ mark, title, lead, children }: EntryFrameProps) {
  return (
    <main className="flex min-h-dvh flex-col items-center px-4 pt-[max(2rem,12vh)] pb-10">
      <title>{`${title} · MAMcrawler`}</title>
      <div className="w-full max-w-sm">
        <div className="mb-6 flex flex-col items-center gap-4 text-center">
          {mark}
          <div>
            <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
            <p className="mt-1 text-balance text-muted">{lead}</p>
          </div>
        </div>
        <Card className="p-5">{children}</Card>
      </div>
    </main>
  );
}
