import { expect, it } from 'vitest';
import { dramatisedBy, withoutDramatisedMark } from './dramatised-mark.ts';

it.each([
  ['Mistborn: The Final Empire (1 of 3) [Dramatized Adaptation]', 'Mistborn: The Final Empire (1 of 3)'],
  ['The Way of Kings (4 of 5) [GraphicAudio]', 'The Way of Kings (4 of 5)'],
  ['Emma (Dramatised)', 'Emma'],
  ['Emma - Dramatized Adaptation', 'Emma'],
  ['Dracula (Dramatic Reading)', 'Dracula'],
  ['Emma (BBC Radio 4 full-cast dramatisation)', 'Emma'],
  [
    "Harry Potter and the Philosopher's Stone (Full-Cast Edition)",
    "Harry Potter and the Philosopher's Stone",
  ],
  ['Emil und die Detektive (Hörspiel)', 'Emil und die Detektive'],
  ['Neverwhere: A BBC Radio Full-Cast Dramatisation', 'Neverwhere: A BBC Radio Full-Cast Dramatisation'],
  [
    'Alien: Out of the Shadows: An Audible Original Drama',
    'Alien: Out of the Shadows: An Audible Original Drama',
  ],
  ['Star Wars - The Original Radio Drama', 'Star Wars - The Original Radio Drama'],
])('a play is told from %j', (title, rest) => {
  expect(dramatisedBy({ titles: [title] })).toBe(true);
  expect(withoutDramatisedMark(title)).toBe(rest);
});

it.each([
  ['Emma'],
  ['Emma (Unabridged)'],
  ['The Drama of the Gifted Child'],
  ['Dramatized Lives of the Saints'],
  ['Voices: A History of Radio Drama'],
  ['The Graphic Audiophile'],
])('none is told from %j', (title) => {
  expect(dramatisedBy({ titles: [title] })).toBeNull();
  expect(withoutDramatisedMark(title)).toBe(title);
});

it.each([
  [{ genres: ['Fantasy', 'Audio Drama'] }, true],
  [{ genres: ['Hörspiel'] }, true],
  [{ genres: ['Drama'] }, null],
  [{ genres: ['Radio drama, history of'] }, null],
  [{ makers: ['GraphicAudio LLC'] }, true],
  [{ makers: ['Graphic Audio'] }, true],
  [{ makers: ['Penguin Audio', 'a full cast'] }, null],
  [{ comment: 'Dramatized Adaptation' }, true],
  [{ comment: `Kaladin is a slave. ${'And so on. '.repeat(20)}GraphicAudio: A Movie in Your Mind®` }, true],
  [{ comment: `Emma is always wrong. ${'And so on. '.repeat(20)}Also as a dramatized adaptation.` }, null],
])('%j tells %j', (hints, told) => {
  expect(dramatisedBy(hints)).toBe(told);
});
