import { describe, expect, it } from 'vitest';
import { parseFeedDate } from './feed-date.ts';

const SIX_PM = '2021-12-24T18:00:00.000Z';

describe('parseFeedDate', () => {
  it.each([
    ['RFC 822 with an offset', 'Fri, 24 Dec 2021 18:00:00 +0000', SIX_PM],
    ['another offset', 'Fri, 24 Dec 2021 20:00:00 +0200', SIX_PM],
    ['GMT', 'Fri, 24 Dec 2021 18:00:00 GMT', SIX_PM],
    ['a named zone', 'Fri, 24 Dec 2021 13:00:00 EST', SIX_PM],
    ['no zone is UTC', 'Fri, 24 Dec 2021 18:00:00', SIX_PM],
    ['no weekday', '24 Dec 2021 18:00:00 +0000', SIX_PM],
    ['a wrong weekday', 'Mon, 24 Dec 2021 18:00:00 +0000', SIX_PM],
    ['ISO 8601', '2021-12-24T18:00:00Z', SIX_PM],
    ['ISO 8601 without a zone', '2021-12-24T18:00:00', SIX_PM],
    ['ISO 8601 with a space', '2021-12-24 18:00:00', SIX_PM],
    ['ISO 8601 with a space and an offset', '2021-12-24 19:00:00+01:00', SIX_PM],
    ['a day', '2021-12-24', '2021-12-24T00:00:00.000Z'],
    ['Unix seconds', '1640368800', SIX_PM],
    ['space around it', '\n Fri, 24 Dec 2021 18:00:00 +0000 ', SIX_PM],
  ])('reads %s', (_name, text, instant) => {
    expect(parseFeedDate(text)?.toISOString()).toBe(instant);
  });

  it.each(['', 'yesterday', '0001-01-01T00:00:00Z', 'Fri, 32 Dec 2021 18:00:00 +0000', '99999999999', '12'])(
    'takes %j for no date',
    (text) => {
      expect(parseFeedDate(text)).toBeNull();
    },
  );
});
