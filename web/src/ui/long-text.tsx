import { useLayoutEffect, useRef, useState } from 'react';

interface LongTextProps {
  /** What it is: "Show the whole description". */
  readonly label: string;
  readonly text: string;
  readonly className?: string;
}

/** A text that shows its first lines, and the rest when asked. */
export function LongText({ label, text, className = '' }: LongTextProps) {
  const ref = useRef<HTMLParagraphElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [isCut, setCut] = useState(false);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another text has another height
  useLayoutEffect(() => {
    const element = ref.current;
    if (element !== null && !isOpen) setCut(element.scrollHeight > element.clientHeight + 1);
  }, [text, isOpen]);

  return (
    <div className={className}>
      <p
        ref={ref}
        className={`leading-relaxed whitespace-pre-line text-muted ${isOpen ? '' : 'line-clamp-5'}`}
      >
        {text}
      </p>
      {isCut && (
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
          className="mt-1 rounded font-medium text-accent hover:text-accent-strong"
        >
          {isOpen ? 'Show less' : `Show the whole ${label}`}
        </button>
      )}
    </div>
  );
}
