import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { paths } from '../../paths.ts';
import type { Book } from '../../things.ts';

/** While books are chosen: which are, and how one becomes so. */
export interface Choosing {
  isChosen(id: number): boolean;
  toggle(id: number): void;
}

interface ChoosableProps {
  readonly book: Book;
  readonly choosing: Choosing | undefined;
  readonly title?: string;
  readonly className: string;
  readonly children: ReactNode;
}

/** A book in a list: the way to its page, or a box to tick while books are chosen. */
export function Choosable({ book, choosing, title, className, children }: ChoosableProps) {
  if (choosing === undefined) {
    return (
      <Link to={paths.book(book.id)} title={title} className={className}>
        {children}
      </Link>
    );
  }
  const isChosen = choosing.isChosen(book.id);
  return (
    // biome-ignore lint/a11y/useSemanticElements: what it holds is more than a box
    <button
      type="button"
      role="checkbox"
      aria-checked={isChosen}
      aria-label={title ?? book.title}
      onClick={() => choosing.toggle(book.id)}
      className={`relative w-full text-left ${className} ${isChosen ? 'bg-accent-soft' : ''}`}
    >
      {children}
      <span
        className={`absolute top-1.5 left-1.5 flex size-6 items-center justify-center rounded-md border shadow-card ${
          isChosen ? 'border-accent bg-accent text-on-accent' : 'border-line-strong bg-panel'
        }`}
      >
        {isChosen && <Check className="size-4 stroke-3" aria-hidden />}
      </span>
    </button>
  );
}
