import { expect, it } from 'vitest';
import { type Column, formatTable } from './table.ts';

interface Row {
  readonly id: number;
  readonly title: string;
  readonly narrator: string | null;
  readonly fault?: string;
}

const COLUMNS: readonly Column<Row>[] = [
  { title: 'ID', of: ({ id }) => id, align: 'right' },
  { title: 'Title', of: ({ title }) => title, smallest: 10 },
  { title: 'Narrator', of: ({ narrator }) => narrator, smallest: 8, isOptional: true },
];
const ROWS: readonly Row[] = [
  { id: 7, title: 'A Christmas Carol', narrator: 'Tim Curry' },
  { id: 12, title: 'Emma', narrator: null, fault: 'the file ends before its audio does' },
];

it('stands in columns, as wide as they are where there is no terminal', () => {
  expect(formatTable(ROWS, COLUMNS, { width: null })).toEqual([
    'ID  Title              Narrator',
    ' 7  A Christmas Carol  Tim Curry',
    '12  Emma',
  ]);
});

it.each([
  [31, 'ID  Title             Narrator', ' 7  A Christmas Car…  Tim Curry'],
  [24, 'ID  Title       Narrator', ' 7  A Christm…  Tim Cur…'],
])('gives way to a terminal of %i cells', (width, heading, first) => {
  const [shownHeading, shownFirst] = formatTable(ROWS, COLUMNS, { width });
  expect([shownHeading, shownFirst]).toEqual([heading, first]);
});

it('leaves out what is not needed where the terminal is too narrow for all', () => {
  expect(formatTable(ROWS, COLUMNS, { width: 20 })).toEqual([
    'ID  Title',
    ' 7  A Christmas Car…',
    '12  Emma',
  ]);
});

it('leaves out a column in which nothing stands', () => {
  const unread = ROWS.map((row) => ({ ...row, narrator: null }));
  expect(formatTable(unread, COLUMNS, { width: null })[0]).toBe('ID  Title');
});

it('tells the notes of a row whole, below it', () => {
  const notes = ({ fault }: Row) => (fault === undefined ? [] : [fault]);
  expect(formatTable(ROWS, COLUMNS, { width: 31, notes }).slice(2)).toEqual([
    '12  Emma',
    '    the file ends before its',
    '    audio does',
  ]);
});

it('holds no control character of a foreign name', () => {
  const hostile = [{ id: 1, title: 'a\u001b[2Jb\nc', narrator: null }];
  expect(formatTable(hostile, COLUMNS, { width: null })).toEqual(['ID  Title', ' 1  a [2Jb c']);
});
