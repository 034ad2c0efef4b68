import { z } from 'zod';
import { factKind } from '../activity/facts.ts';

const payload = z.object({ indexer_id: z.number(), name: z.string() });
type Payload = z.output<typeof payload>;
const changes = ({ indexer_id }: Payload) => [{ kind: 'indexer' as const, ids: [indexer_id] }];

export const IndexerAdded = factKind({
  name: 'IndexerAdded',
  payload,
  sentence: ({ name }) => `The indexer "${name}" was added.`,
  changes,
});

export const IndexerChanged = factKind({
  name: 'IndexerChanged',
  payload,
  sentence: ({ name }) => `The indexer "${name}" was changed.`,
  changes,
});

export const IndexerRemoved = factKind({
  name: 'IndexerRemoved',
  payload,
  sentence: ({ name }) => `The indexer "${name}" was removed.`,
  changes,
});
