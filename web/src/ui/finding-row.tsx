import { Lightbulb } from 'lucide-react';
import { Badge, type Tone } from './badge.tsx';

interface FindingRowProps {
  readonly title: string;
  readonly detail: string | undefined;
  readonly error?: string | undefined;
  readonly whatToDo: string | undefined;
  readonly tone: Tone;
  /** How it is, in a word or two. */
  readonly word: string;
}

/** How one thing was found to be, and what can be done about it. */
export function FindingRow({ title, detail, error, whatToDo, tone, word }: FindingRowProps) {
  return (
    <div className="flex items-start gap-3 px-4 py-2.5">
      <div className="min-w-0 flex-1">
        <h3 className="font-medium">{title}</h3>
        {detail !== undefined && <p className="text-[0.8125rem] wrap-anywhere text-muted">{detail}</p>}
        {error !== undefined && <p className="text-[0.8125rem] wrap-anywhere text-ink">{error}</p>}
        {whatToDo !== undefined && (
          <p className="mt-1 flex items-start gap-2 text-[0.8125rem]">
            <Lightbulb className="mt-0.5 size-4 shrink-0 text-warn" aria-label="What to do:" />
            <span className="min-w-0 wrap-anywhere">{whatToDo}</span>
          </p>
        )}
      </div>
      <Badge tone={tone}>{word}</Badge>
    </div>
  );
}
