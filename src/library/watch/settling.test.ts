import { expect, it } from 'vitest';
import { createSettling } from './settling.ts';

function world() {
  let now = 0;
  const sizes = new Map<string, number>();
  const settling = createSettling({ settleMs: 10 });
  return {
    sizes,
    note: (path: string) => settling.note(path),
    look: (at: number) => {
      now = at;
      return settling.look(
        async (path) => `${sizes.get(path)}`,
        () => now,
      );
    },
    get size() {
      return settling.size;
    },
  };
}

it('takes up what looks the same for long enough, once', async () => {
  const { note, look } = world();
  note('Austen/Emma');
  expect([await look(0), await look(9), await look(10), await look(20)]).toEqual([
    [],
    [],
    ['Austen/Emma'],
    [],
  ]);
});

it('waits while something grows', async () => {
  const { note, look, sizes } = world();
  note('Emma');
  for (let at = 0; at < 50; at += 8) {
    sizes.set('Emma', at);
    expect(await look(at)).toEqual([]);
  }
  expect(await look(48 + 9)).toEqual([]);
  expect(await look(48 + 10)).toEqual(['Emma']);
});

it('begins anew with each note', async () => {
  const { note, look } = world();
  note('Emma');
  await look(0);
  note('Emma');
  expect([await look(12), await look(22)]).toEqual([[], ['Emma']]);
});

it('lets what is around something that still changes wait with it', async () => {
  const { note, look } = world();
  note('Austen');
  note('Austen Two');
  await look(0);
  note('Austen/Emma');
  expect(await look(11)).toEqual(['Austen Two']);
  expect(await look(21)).toEqual(['Austen', 'Austen/Emma']);
});

it('keeps the library as a whole in mind where too many places change', async () => {
  const changed = world();
  for (let book = 0; book < 5_000; book += 1) changed.note(`Book ${book}`);
  expect(changed.size).toBeLessThanOrEqual(500);
  await changed.look(0);
  expect(await changed.look(10)).toContain('');
});
