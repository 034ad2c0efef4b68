import { X } from 'lucide-react';
import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';

interface DialogProps {
  readonly title: string;
  readonly description?: string | undefined;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  /** A press beside it does not close it: what it shows would be lost. */
  readonly isSticky?: boolean;
  readonly children: ReactNode;
}

/**
 * A window above the page; at the bottom edge on a phone.
 * Radix's own overlay is left out: it writes a style element, which our content security policy refuses.
 */
export function Dialog({ title, description, isOpen, onClose, isSticky = false, children }: DialogProps) {
  return (
    <Radix.Root open={isOpen} onOpenChange={(open) => !open && onClose()}>
      <Radix.Portal>
        <div data-modal="" className="fixed inset-0 z-40 animate-fade-in bg-[oklch(0.15_0.02_215/0.5)]" />
        <Radix.Content
          {...(description === undefined ? { 'aria-describedby': undefined } : {})}
          onInteractOutside={(event) => isSticky && event.preventDefault()}
          className="fixed z-50 flex max-h-[90dvh] animate-rise-in flex-col overflow-hidden bg-raised shadow-pop focus:outline-none max-md:inset-x-0 max-md:bottom-0 max-md:rounded-t-2xl md:top-[8vh] md:left-1/2 md:max-h-[84vh] md:w-full md:max-w-lg md:-translate-x-1/2 md:rounded-2xl md:border md:border-line"
        >
          <header className="flex items-start gap-3 border-b border-line px-5 py-3.5">
            <div className="min-w-0 flex-1">
              <Radix.Title className="text-base font-semibold">{title}</Radix.Title>
              {description !== undefined && (
                <Radix.Description className="mt-0.5 text-muted">{description}</Radix.Description>
              )}
            </div>
            <Radix.Close
              aria-label="Close"
              className="-mr-2 inline-flex size-8 items-center justify-center rounded-lg text-muted hover:bg-pressed hover:text-ink"
            >
              <X className="size-4.5" aria-hidden />
            </Radix.Close>
          </header>
          <div className="min-h-0 overflow-y-auto overscroll-contain px-5 pt-4 not-has-data-actions:pb-[max(1.25rem,env(safe-area-inset-bottom))]">
            {children}
          </div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** The buttons at the end of a dialog, always in sight; the deciding one comes last. */
export function DialogActions({ children }: { readonly children: ReactNode }) {
  return (
    <div
      data-actions=""
      className="sticky bottom-0 -mx-5 mt-5 flex flex-wrap items-center justify-end gap-2 border-t border-line bg-raised px-5 pt-3 pb-[max(0.75rem,env(safe-area-inset-bottom))]"
    >
      {children}
    </div>
  );
}
