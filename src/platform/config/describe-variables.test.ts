import { expect, it } from 'vitest';
import { describeVariables } from './describe-variables.ts';
import { SECRETS } from './secrets.ts';

const described = (given: Readonly<Record<string, string>>) =>
  new Map(describeVariables(given).map(({ name, ...rest }) => [name, rest]));

it('tells of each variable whether it is set, and the value of harmless ones alone', () => {
  const variables = described({
    LOG_LEVEL: 'warn',
    PUBLIC_URL: 'https://ada.example.org',
    API_KEY: 'secret',
    OTHER: 'x',
  });

  expect(variables.get('LOG_LEVEL')).toEqual({ isSet: true, value: 'warn' });
  expect(variables.get('PUBLIC_URL')).toEqual({ isSet: true, value: null });
  expect(variables.get('API_KEY')).toEqual({ isSet: true, value: null });
  expect(variables.get('HOST')).toEqual({ isSet: false, value: null });
  expect(variables.has('OTHER')).toBe(false);
});

it('never tells the value of a secret', () => {
  const variables = described(Object.fromEntries(SECRETS.map((name) => [name, 'secret'])));

  for (const name of SECRETS)
    expect([name, variables.get(name)]).toEqual([name, { isSet: true, value: null }]);
});
