import type { ReactNode } from 'react';

interface PageProps {
  readonly title: string;
  /** Beside or under the title: counts, a sentence. */
  readonly note?: ReactNode;
  readonly actions?: ReactNode;
  readonly width?: 'reading' | 'full';
  readonly children: ReactNode;
}

/** The frame of a page: its name in the tab and as its heading, its actions, its content. */
export function Page({ title, note, actions, width = 'reading', children }: PageProps) {
  return (
    <div
      className={`mx-auto px-4 pt-4 pb-10 md:px-8 md:pt-7 ${width === 'full' ? 'max-w-[120rem]' : 'max-w-5xl'}`}
    >
      <title>{`${title} · MAMcrawler`}</title>
      <header className="mb-4 flex min-h-10 flex-wrap items-center gap-x-4 gap-y-2 md:mb-5">
        <div className="flex flex-auto flex-wrap items-baseline gap-x-3">
          <h1 className="text-xl font-semibold tracking-tight md:text-2xl">{title}</h1>
          {note !== undefined && <p className="text-muted tabular-nums">{note}</p>}
        </div>
        {actions !== undefined && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </header>
      {children}
    </div>
  );
}
