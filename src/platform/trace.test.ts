import { setImmediate as later } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { currentRequestId, traced } from './trace.ts';

it('carries the request through all that is done for it, and no further', async () => {
  const seen = await Promise.all(
    ['a', 'b'].map((id) =>
      traced(id, async () => {
        await later();
        return [currentRequestId(), traced(null, currentRequestId), traced('inner', currentRequestId)];
      }),
    ),
  );

  expect(seen).toEqual([
    ['a', 'a', 'inner'],
    ['b', 'b', 'inner'],
  ]);
  expect(currentRequestId()).toBeNull();
});
