import type { ReactNode } from 'react';

interface ChoiceRowProps {
  /** Which choice of the page it belongs to. */
  readonly name: string;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
  readonly children: ReactNode;
}

/** One of several things to choose from, each a row. */
export function ChoiceRow({ name, isChosen, onChoose, children }: ChoiceRowProps) {
  return (
    <label className="flex cursor-pointer items-center gap-3 rounded-lg border border-transparent px-2.5 py-2 text-ink transition-colors hover:bg-pressed has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-accent">
      <input
        type="radio"
        name={name}
        checked={isChosen}
        onChange={onChoose}
        className="size-4 shrink-0 accent-accent"
      />
      {children}
    </label>
  );
}
