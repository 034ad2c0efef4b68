import { describe, expect, it } from 'vitest';
import { type ItemPlace, planItem } from './plan-item.ts';
import { type MoveStep, pathAfter, stepsBack } from './reorganisation.ts';

const alone = (folder: string, audio: readonly string[], others: readonly string[] = []): ItemPlace => ({
  folder,
  audioPaths: audio.map((name) => `${folder}/${name}`),
  otherPaths: others.map((name) => `${folder}/${name}`),
  isAlone: true,
});
const folder = (from: string, to: string): MoveStep => ({ what: 'folder', from, to });
const file = (from: string, to: string): MoveStep => ({ what: 'file', from, to });

describe('planItem', () => {
  it('moves a folder that holds nothing else as one', () => {
    expect(planItem(alone('x', ['a.mp3'], ['cover.jpg']), { folder: 'A/B', title: null })).toEqual([
      folder('x', 'A/B'),
    ]);
  });

  it('has nothing to do where the item is', () => {
    expect(planItem(alone('A/B', ['B.m4b']), { folder: 'A/B', title: 'B' })).toEqual([]);
  });

  it('names files in playing order, and what is called as the only one is', () => {
    expect(planItem(alone('x', ['2.mp3', '10.mp3'], ['2.jpg']), { folder: 'A', title: 'Emma' })).toEqual([
      folder('x', 'A'),
      file('A/2.mp3', 'A/Emma - 01.mp3'),
      file('A/10.mp3', 'A/Emma - 02.mp3'),
    ]);
    expect(
      planItem(alone('x', ['book.m4b'], ['book.jpg', 'notes.txt']), { folder: 'x', title: 'Emma' }),
    ).toEqual([file('x/book.m4b', 'x/Emma.m4b'), file('x/book.jpg', 'x/Emma.jpg')]);
  });

  it('leaves the names that a cue sheet gives', () => {
    expect(planItem(alone('x', ['a.mp3'], ['a.cue']), { folder: 'A', title: 'Emma' })).toEqual([
      folder('x', 'A'),
    ]);
  });

  it('brings the files of discs into one folder', () => {
    expect(planItem(alone('x', ['CD1/01.mp3', 'CD2/01.mp3']), { folder: 'x', title: 'Emma' })).toEqual([
      file('x/CD1/01.mp3', 'x/Emma - 01.mp3'),
      file('x/CD2/01.mp3', 'x/Emma - 02.mp3'),
    ]);
  });

  it('renames by way of other names where files exchange theirs', () => {
    const steps = planItem(alone('x', ['Emma - 02.mp3', 'Emma - 01.mp3']), { folder: 'x', title: 'Emma' });

    expect(steps).toEqual([
      file('x/Emma - 02.mp3', 'x/.mamcrawler-renamed-0'),
      file('x/Emma - 01.mp3', 'x/.mamcrawler-renamed-1'),
      file('x/.mamcrawler-renamed-0', 'x/Emma - 01.mp3'),
      file('x/.mamcrawler-renamed-1', 'x/Emma - 02.mp3'),
    ]);
  });

  it.each([
    ['shares its folder', { ...alone('Austen', ['Emma.m4b']), isAlone: false }, 'Austen/Emma'],
    ['goes into a folder of its own folder', alone('Emma', ['Emma.m4b']), 'Emma/Emma'],
    ['goes to the folder above', alone('Austen/Emma/Emma', ['Emma.m4b']), 'Austen/Emma'],
  ])('moves the files one by one where the item %s', (_, place, target) => {
    expect(planItem(place, { folder: target, title: null })).toEqual([
      file(`${place.folder}/Emma.m4b`, `${target}/Emma.m4b`),
    ]);
  });

  it('refuses names that differ in nothing that each file system keeps', () => {
    const place = { ...alone('x', ['a.mp3', 'A.MP3']), isAlone: false };

    expect(planItem(place, { folder: 'y', title: null })).toEqual({
      refused: 'Two of its files would be called y/a.mp3.',
    });
  });
});

describe('the steps', () => {
  const steps = [folder('x', 'A/B'), file('A/B/1.mp3', 'A/B/Emma.mp3')];

  it('tell where a path leads', () => {
    expect(['x/1.mp3', 'x/cover.jpg', 'xy/1.mp3'].map((path) => pathAfter(steps, path))).toEqual([
      'A/B/Emma.mp3',
      'A/B/cover.jpg',
      'xy/1.mp3',
    ]);
  });

  it('go back as they came', () => {
    expect(pathAfter(stepsBack(steps), 'A/B/Emma.mp3')).toBe('x/1.mp3');
  });
});
