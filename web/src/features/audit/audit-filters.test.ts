import { describe, expect, it } from 'vitest';
import { NOTED_ACTIONS } from '../../../../src/base/audit-actions.ts';
import { endpoints } from '../../../../src/contract/endpoints.ts';
import { ACTION_CHOICES, actionWords } from './action-words.ts';
import { filtersIn, isFiltered, toQuery } from './audit-filters.ts';

describe('the filters of the audit log', () => {
  it('take from the address only what can be asked', () => {
    const good = filtersIn(new URLSearchParams('outcome=refused&user_id=7&action=signIn'));
    expect(toQuery(good)).toEqual({ limit: 100, outcome: 'refused', user_id: '7', action: 'signIn' });
    expect(isFiltered(good)).toBe(true);

    const odd = filtersIn(new URLSearchParams('outcome=maybe&user_id=-1'));
    expect(toQuery(odd)).toEqual({ limit: 100 });
    expect(isFiltered(odd)).toBe(false);
  });
});

describe('the actions', () => {
  it.each([
    ['changeIndexer', 'Change indexer'],
    ['addApiKey', 'Add api key'],
    ['signIn', 'Sign in'],
    ['key_expired', 'Key expired'],
  ])('%s reads %s', (action, words) => {
    expect(actionWords(action)).toBe(words);
  });

  it('are those of the contract that leave a trace, and what the program notes by itself', () => {
    const values = ACTION_CHOICES.map(({ value }) => value);
    expect(values).toEqual(expect.arrayContaining(['', 'signIn', 'addUser', 'changeIndexer']));
    expect(values).not.toContain('listUsers');
    const names: readonly string[] = [...endpoints.map(({ name }) => name), ...NOTED_ACTIONS];
    expect(values).toEqual(expect.arrayContaining([...NOTED_ACTIONS]));
    for (const value of values.filter((value) => value !== '')) expect(names).toContain(value);
    expect(new Set(values).size).toBe(values.length);
  });
});
