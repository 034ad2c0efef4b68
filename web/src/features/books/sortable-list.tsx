import { ChevronDown, ChevronUp, GripVertical } from 'lucide-react';
import { type DragEvent, type KeyboardEvent, useState } from 'react';
import { IconButton } from '../../ui/icon-button.tsx';
import { moved } from './moved.ts';

interface SortableListProps {
  readonly label: string;
  readonly keys: readonly string[];
  readonly nameOf: (key: string) => string;
  readonly onChange: (keys: readonly string[]) => void;
}

/** A list whose entries are moved by dragging, by buttons, or by Alt and the arrow keys. */
export function SortableList({ label, keys, nameOf, onChange }: SortableListProps) {
  const [dragged, setDragged] = useState<string | null>(null);
  const [told, setTold] = useState('');

  function move(key: string, to: number): void {
    if (to < 0 || to >= keys.length) return;
    onChange(moved(keys, keys.indexOf(key), to));
    setTold(`${nameOf(key)} is number ${to + 1} of ${keys.length}.`);
    // A browser takes the focus from what is put elsewhere in the page.
    const focused = document.activeElement;
    requestAnimationFrame(() => {
      if (!(focused instanceof HTMLElement)) return;
      focused.focus();
      focused.closest('li')?.scrollIntoView({ block: 'nearest' });
    });
  }

  function dragOver(event: DragEvent, key: string): void {
    event.preventDefault();
    if (dragged !== null && dragged !== key) onChange(moved(keys, keys.indexOf(dragged), keys.indexOf(key)));
  }

  function moveByKey(event: KeyboardEvent, key: string, at: number): void {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    if (step === 0 || !event.altKey) return;
    event.preventDefault();
    move(key, at + step);
  }

  return (
    <>
      <ol aria-label={label} className="flex flex-col">
        {keys.map((key, at) => (
          <li
            key={key}
            draggable
            onDragStart={(event) => {
              event.dataTransfer.effectAllowed = 'move';
              setDragged(key);
            }}
            onDragOver={(event) => dragOver(event, key)}
            onDrop={(event) => event.preventDefault()}
            onDragEnd={() => setDragged(null)}
            onKeyDown={(event) => moveByKey(event, key, at)}
            className={`flex items-center gap-1 border-t border-line first:border-t-0 ${dragged === key ? 'bg-pressed' : ''}`}
          >
            <GripVertical className="size-4 shrink-0 cursor-grab text-faint max-md:hidden" aria-hidden />
            <span className="w-8 shrink-0 text-right text-muted tabular-nums">{at + 1}</span>
            <span className="min-w-0 flex-1 px-1.5 py-1 wrap-anywhere">{nameOf(key)}</span>
            <IconButton
              label={`Move ${nameOf(key)} up`}
              aria-disabled={at === 0}
              onClick={() => move(key, at - 1)}
            >
              <ChevronUp aria-hidden />
            </IconButton>
            <IconButton
              label={`Move ${nameOf(key)} down`}
              aria-disabled={at === keys.length - 1}
              onClick={() => move(key, at + 1)}
            >
              <ChevronDown aria-hidden />
            </IconButton>
          </li>
        ))}
      </ol>
      <p role="status" className="sr-only">
        {told}
      </p>
    </>
  );
}
