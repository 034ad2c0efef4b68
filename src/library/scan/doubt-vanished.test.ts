import { expect, it } from 'vitest';
import { doubtVanished, type VanishedItems } from './doubt-vanished.ts';

const NONE: VanishedItems = { present: 100, gone: 0, isOnAnotherDisk: false, emptyFolders: [] };

it.each<[string, Partial<VanishedItems>, RegExp | null]>([
  ['nothing', { isOnAnotherDisk: true }, null],
  ['five of ten', { present: 10, gone: 5 }, null],
  ['a fifth', { gone: 20 }, null],
  ['more than a fifth', { gone: 21 }, /more than a fifth/],
  ['six of ten', { present: 10, gone: 6 }, /more than a fifth/],
  ['one from another disk', { gone: 1, isOnAnotherDisk: true }, /on another disk/],
  ['all of a small author', { gone: 5, emptyFolders: [{ folder: 'Austen', items: 5 }] }, null],
  [
    'all of a large folder',
    { gone: 6, emptyFolders: [{ folder: 'Disk 2', items: 6 }] },
    /nothing is left of Disk 2/,
  ],
])('of what is gone: %s', (_, vanished, doubt) => {
  const answer = doubtVanished({ ...NONE, ...vanished });
  if (doubt === null) expect(answer).toBeNull();
  else expect(answer).toMatch(doubt);
});
