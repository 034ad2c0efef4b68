import { ChevronRight } from 'lucide-react';
import { Collapsible } from 'radix-ui';
import { type ReactNode, useState } from 'react';

interface DisclosureProps {
  readonly label: ReactNode;
  readonly note?: ReactNode;
  readonly isOpenAtFirst?: boolean;
  readonly children: ReactNode;
}

/** Details behind a line that opens and closes. What is closed is not rendered. */
export function Disclosure({ label, note, isOpenAtFirst = false, children }: DisclosureProps) {
  const [isOpen, setOpen] = useState(isOpenAtFirst);
  return (
    <Collapsible.Root open={isOpen} onOpenChange={setOpen}>
      <Collapsible.Trigger className="group flex min-h-9 w-full items-center gap-1.5 rounded-lg text-left font-medium">
        <ChevronRight
          className="size-4 shrink-0 text-faint transition-transform group-data-[state=open]:rotate-90 group-hover:text-ink"
          aria-hidden
        />
        <span>{label}</span>
        {note !== undefined && <span className="font-normal text-muted">{note}</span>}
      </Collapsible.Trigger>
      <Collapsible.Content>{children}</Collapsible.Content>
    </Collapsible.Root>
  );
}
