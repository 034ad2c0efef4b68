import type { Reorganisation, ReorganisedItem } from '../../things.ts';
import { Segments } from '../../ui/segments.tsx';

export type ItemFilter = 'all' | 'going' | 'refused' | 'failed';

interface ItemFilterSegmentsProps {
  readonly value: ItemFilter;
  readonly onValue: (value: ItemFilter) => void;
}

export function ItemFilterSegments({ value, onValue }: ItemFilterSegmentsProps) {
  return (
    <div className="overflow-x-auto">
      <Segments
        label="Which items"
        value={value}
        onValue={onValue}
        segments={[
          { value: 'all', label: 'All' },
          { value: 'going', label: 'Move' },
          { value: 'refused', label: 'Stay' },
          { value: 'failed', label: 'Failed' },
        ]}
      />
    </div>
  );
}

/** What the items that move are called depends on how far the work is. Null: whatever they are. */
export function stateOf(filter: ItemFilter, { state }: Reorganisation): ReorganisedItem['state'] | null {
  if (filter === 'all') return null;
  if (filter !== 'going') return filter;
  if (state === 'planning' || state === 'planned') return 'planned';
  return state === 'undone' ? 'undone' : 'moved';
}
