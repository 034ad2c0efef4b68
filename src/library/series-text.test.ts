import { expect, it } from 'vitest';
import { seriesInText } from './series-text.ts';

it.each([
  ['Earthsea #2.5', { name: 'Earthsea', position: '2.5' }],
  ['Earthsea, Book 02', { name: 'Earthsea', position: '2' }],
  ['Earthsea (Book 2)', { name: 'Earthsea', position: '2' }],
  ['Earthsea - Vol. 3', { name: 'Earthsea', position: '3' }],
  ['Earthsea #1-3', { name: 'Earthsea', position: '1-3' }],
  ['Erdsee, Band 4', { name: 'Erdsee', position: '4' }],
  ['Christmas Books #2', { name: 'Christmas Books', position: '2' }],
  ['Earthsea Books 1-3', { name: 'Earthsea', position: '1-3' }],
  ['Earthsea', null],
  ['Catch-22', null],
  ['Apollo 13', null],
  ['#3', null],
])('seriesInText reads %j', (text, series) => {
  expect(seriesInText(text)).toEqual(series);
});
