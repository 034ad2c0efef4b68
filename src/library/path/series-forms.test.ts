import { describe, expect, it } from 'vitest';
import { seriesForms } from './series-forms.ts';

const told = (text: string, isBracketed = false) =>
  seriesForms(text, { isBracketed }).map((form) => {
    if (form.kind === 'series') return `${form.name} #${form.position} (${form.form})`;
    return form.kind === 'position' ? `#${form.position}` : form.text;
  });

describe('the forms of a series', () => {
  it.each([
    ['Emma', ['Emma']],
    ['3', ['#3']],
    ['03', ['#3']],
    ['#0.5', ['#0.5']],
    ['Book Two', ['#2']],
    ['Vol. IV', ['#4']],
    ['Books 1-3', ['#1-3']],
    ['Vol 5, 6, 7', ['#5-7']],
    ['HB-07', ['#7']],
    ['Book 3 Emma', ['#3', 'Emma']],
    ['3. Emma', ['#3', 'Emma']],
    ['03 Emma', ['#3', 'Emma']],
    ['12 Angry Men', ['12 Angry Men']],
    ['Highbury, Book 3', ['Highbury #3 (run-on)']],
    ['Highbury, Vol. 3', ['Highbury #3 (plain)']],
    ['Highbury Book Three', ['Highbury #3 (plain)']],
    ['Highbury #3', ['Highbury #3 (plain)']],
    ['Highbury 3', ['Highbury #3 (bare)']],
    ['Highbury 03 Emma', ['Highbury #3 (plain)', 'Emma']],
    ['Novels of Highbury 3 Emma', ['Novels of Highbury #3 (plain)', 'Emma']],
    ['The 7 Habits of Emma', ['The 7 Habits of Emma']],
    ['Highbury, Book 3, Emma', ['Highbury #3 (plain)', 'Emma']],
    ['Emma, Book 3 of Highbury', ['Emma', 'Highbury #3 (plain)']],
    ['Die Wächter, Band 3', ['Die Wächter #3 (run-on)']],
    ['Les Veilleurs T03', ['Les Veilleurs #3 (plain)']],
  ])('in %s', (text, forms) => {
    expect(told(text)).toEqual(forms);
  });

  it.each([
    ['Highbury, Book 3', ['Highbury #3 (bracketed)']],
    ['Highbury #3', ['Highbury #3 (bracketed)']],
    ['Highbury 03', ['Highbury #3 (bracketed)']],
    ['Book 3 of Highbury', ['Highbury #3 (bracketed)']],
    ['Book 3', ['#3']],
    ['44 ABY', ['44 ABY']],
    ['Highbury', ['Highbury']],
  ])('in brackets: %s', (text, forms) => {
    expect(told(text, true)).toEqual(forms);
  });
});
