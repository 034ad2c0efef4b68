import { describe, expect, it } from 'vitest';
import { applyOrder, NO_LONGER_FITS, type OrderedItem, withoutOrder } from './apply-order.ts';
import type { OrderEvidence } from './order-evidence.ts';

const GAP = 'Between "1.mp3" and "3.mp3" one file is missing: number 2.';
const COLLISION = '2 files say track 3 in their tags: "2.mp3" and "3.mp3".';

const FOUND: OrderEvidence = {
  by: 'tags',
  confidence: 0.9,
  agreeing: ['names'],
  contradicting: [],
  gaps: [GAP],
  collisions: [COLLISION],
};

const ITEM: OrderedItem = {
  path: 'Emma',
  audioFiles: [
    { path: 'Emma/1.mp3', durationSeconds: 5.1 },
    { path: 'Emma/2.mp3', durationSeconds: null },
    { path: 'Emma/3.mp3', durationSeconds: 7 },
  ],
  chapters: [
    { title: 'Alms', startSeconds: 0, endSeconds: 5.1 },
    { title: 'Unreadable', startSeconds: 5.1, endSeconds: 5.1 },
    { title: 'Ball', startSeconds: 5.1, endSeconds: 9 },
    { title: 'Cold', startSeconds: 9, endSeconds: 12.1 },
  ],
  faults: [
    { path: 'Emma/2.mp3', fault: 'It is cut off.' },
    { path: 'Emma', fault: GAP },
    { path: 'Emma', fault: COLLISION },
  ],
  orderEvidence: FOUND,
};
const ORDER = ['Emma/3.mp3', 'Emma/1.mp3', 'Emma/2.mp3'];

describe('applyOrder', () => {
  it('puts files and their chapters into a person’s order, which settles who comes first', () => {
    const item = applyOrder(ITEM, ORDER);

    expect(item.audioFiles.map(({ path }) => path)).toEqual(ORDER);
    expect(item.chapters).toEqual([
      { title: 'Ball', startSeconds: 0, endSeconds: 3.9 },
      { title: 'Cold', startSeconds: 3.9, endSeconds: 7 },
      { title: 'Alms', startSeconds: 7, endSeconds: 12.1 },
      { title: 'Unreadable', startSeconds: 12.1, endSeconds: 12.1 },
    ]);
    expect(item.orderEvidence).toMatchObject({ by: 'person', confidence: 1, gaps: [GAP], collisions: [] });
    expect(item.faults.map(({ fault }) => fault)).toEqual(['It is cut off.', GAP]);
  });

  it('can be taken back without a trace', () => {
    const again = withoutOrder(applyOrder(ITEM, ORDER));

    expect(again).toEqual(ITEM);
    expect(withoutOrder(again)).toEqual(ITEM);
  });

  it('fits wherever the folder has moved', () => {
    const moved = ORDER.map((path) => `Austen/Old/${path}`);

    expect(applyOrder(ITEM, moved).audioFiles.map(({ path }) => path)).toEqual(ORDER);
  });

  it.each<[string, readonly string[]]>([
    ['has one file less', ORDER.slice(1)],
    ['has one file more', [...ORDER, 'Emma/4.mp3']],
    ['has another file', ['Emma/3.mp3', 'Emma/1.mp3', 'Emma/0.mp3']],
    ['names one twice', ['Emma/3.mp3', 'Emma/1.mp3', 'Emma/1.mp3']],
  ])('leaves the found order, and says so, where a person’s %s', (_, order) => {
    const item = applyOrder(ITEM, order);

    expect(item).toEqual({ ...ITEM, faults: [...ITEM.faults, { path: 'Emma', fault: NO_LONGER_FITS }] });
    expect(withoutOrder(item)).toEqual(ITEM);
  });
});
