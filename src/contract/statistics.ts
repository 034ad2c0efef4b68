import { z } from 'zod';
import { LACKS } from '../base/completeness.ts';
import { endpoint } from './endpoint.ts';
import { amount, idOf, instant, text, whole } from './values.ts';

const tag = 'Statistics';

const seconds = amount(57_600, 'Running time');
const bytes = whole(812_000_000);

const AudioPart = z
  .object({
    name: text('mp3', 'Null: of these it is not known').nullable(),
    files: whole(12),
    seconds,
    bytes,
  })
  .meta({ title: 'AudioPart' });

const ItemPart = z
  .object({ name: text('en', 'Null: of these it is not known').nullable(), items: whole(12), seconds })
  .meta({ title: 'ItemPart' });

const Month = z
  .object({
    month: text('2026-11', 'Of UTC'),
    items: whole(12, 'That came in it, and are still there'),
    seconds,
    bytes,
    items_then: whole(1200, 'How many had come by its end'),
    seconds_then: amount(69_120_000),
  })
  .meta({ title: 'MonthOfGrowth' });

const Person = z
  .object({ id: idOf('Of the author or narrator'), name: text('Jane Austen'), books: whole(6), seconds })
  .meta({ title: 'PersonHeard' });

const LongItem = z
  .object({ book_id: idOf('The book'), title: text('Emma'), seconds })
  .meta({ title: 'ItemByLength' });

export const Statistics = z
  .object({
    read_at: instant,
    totals: z
      .object({
        books: whole(2310, 'Owned'),
        authors: whole(800),
        narrators: whole(1100),
        series: whole(320),
        items: whole(2312),
        files: whole(31_000),
        seconds,
        bytes,
      })
      .meta({ title: 'StatisticsTotals' }),
    codecs: z.array(AudioPart),
    bitrates: z.array(AudioPart).meta({ description: 'In classes, slowest first' }),
    languages: z.array(ItemPart).meta({ description: 'ISO 639' }),
    growth: z.array(Month).meta({ description: 'By month, without a gap, up to this one' }),
    top_authors: z.array(Person).meta({ description: 'By running time' }),
    top_narrators: z.array(Person).meta({ description: 'By running time' }),
    longest: z.array(LongItem),
    shortest: z.array(LongItem),
  })
  .meta({ title: 'Statistics' });

export const getStatistics = endpoint({
  name: 'getStatistics',
  method: 'GET',
  path: '/api/statistics',
  summary: 'What is in the libraries, in figures',
  description:
    'Of everything whose files are there: how much, in which formats and languages, since when, by whom, what is longest and shortest. Read anew when it is asked for, at most every five minutes; `read_at` says when.',
  tag,
  needs: 'library.read',
  reply: Statistics,
});

export const CompletenessReport = z
  .object({
    books: whole(2310, 'Owned'),
    complete: whole(1900, 'Those that lack nothing'),
    average: amount(91.5, 'The mean completeness, in percent'),
    missing: z
      .array(
        z.object({ field: z.enum(LACKS).meta({ example: 'narrator' }), weight: whole(15), books: whole(41) }),
      )
      .meta({ description: 'How many lack what, weightiest first; `weight`: what it takes from 100' }),
  })
  .meta({ title: 'CompletenessReport' });

export const getCompleteness = endpoint({
  name: 'getCompleteness',
  method: 'GET',
  path: '/api/completeness',
  summary: 'How many owned books lack what',
  description:
    'The books themselves: `GET /api/books?owned=true&missing=narrator`, `sort=completeness` for those that lack most first. What a person left empty on purpose is not lacking.',
  tag,
  needs: 'library.read',
  reply: CompletenessReport,
});
