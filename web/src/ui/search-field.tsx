import { Search, X } from 'lucide-react';
import { type Ref, useEffect, useRef, useState } from 'react';
import { IconButton } from './icon-button.tsx';

interface SearchFieldProps {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  /** Told after a pause of typing, at once when emptied. */
  readonly onValue: (value: string) => void;
  readonly ref?: Ref<HTMLInputElement>;
}

const PAUSE_MS = 200;

export function SearchField({ label, placeholder, value, onValue, ref }: SearchFieldProps) {
  const [draft, setDraft] = useState(value);
  const [told, setTold] = useState(value);
  const [seen, setSeen] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  if (value !== seen) {
    setSeen(value);
    // Not our own word coming back, which may be older than what is typed: a link or the back button.
    if (value !== told) {
      setDraft(value);
      setTold(value);
    }
  }

  function tell(text: string, pauseMs: number): void {
    setDraft(text);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      setTold(text);
      onValue(text);
    }, pauseMs);
  }

  return (
    <div className="relative min-w-0">
      <Search
        className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-faint"
        aria-hidden
      />
      <input
        ref={ref}
        type="search"
        aria-label={label}
        placeholder={placeholder}
        autoComplete="off"
        spellCheck={false}
        enterKeyHint="search"
        value={draft}
        onChange={(event) => tell(event.target.value, event.target.value === '' ? 0 : PAUSE_MS)}
        onKeyDown={(event) => {
          if (event.key === 'Escape' && draft !== '') tell('', 0);
          if (event.key === 'Enter') tell(draft, 0);
        }}
        className="h-9 w-full rounded-lg border border-line-strong bg-panel pr-9 pl-9 text-sm shadow-card transition-colors hover:border-faint focus:border-accent focus:outline-2 focus:-outline-offset-1 focus:outline-accent max-md:h-10 max-md:text-base [&::-webkit-search-cancel-button]:hidden"
      />
      {draft !== '' && (
        <IconButton
          label="Clear the search"
          onClick={() => tell('', 0)}
          className="absolute top-0 right-0 scale-85"
        >
          <X aria-hidden />
        </IconButton>
      )}
    </div>
  );
}
