import { splitAtGenericSubtitle } from '../../base/subtitle-words.ts';
import { titleKey, words } from '../../base/text.ts';
import { splitTitleAndSeries } from '../../base/title-and-series.ts';
import { type Evidence, weightOf } from './evidence.ts';
import type { FileHints } from './file-titles.ts';
import { lonePair } from './lone-pair.ts';
import { isSameSeries, plainSeries } from './same-series.ts';

export interface RunOn {
  readonly title: string;
  readonly subtitle: string | null;
  readonly series: string;
  readonly why: string;
}

/** Parts "Emma Highbury" of "Emma Highbury, Book 1" into title and series; null where it is the name of the series alone. */
export function splitRunOn(text: string, files: FileHints, evidence: Evidence): RunOn | null {
  const all = text.split(/\s+/u);
  const around = splitAtGenericSubtitle(text);
  if (around)
    return { ...around, series: plainSeries(around.series), why: 'what stands before the kind of book' };
  const key = files.title === null ? '' : words(files.title).join(' ');
  const told = all.findIndex((_, at) => at > 0 && words(all.slice(0, at).join(' ')).join(' ') === key);
  if (files.title !== null && told > 0)
    return {
      title: files.title,
      subtitle: null,
      series: plainSeries(all.slice(told).join(' ')),
      why: 'the title in the files',
    };
  if (evidence.series.has(titleKey(text))) return null;
  const parted = splitTitleAndSeries(text, (end) => weightOf(evidence, end));
  const { title, series } = parted.title === text ? (lonePair(text) ?? parted) : parted;
  return title === text
    ? null
    : {
        title: clean(title),
        subtitle: null,
        series: plainSeries(series),
        why: 'title and series run together',
      };
}

/** The title before a series that the folder above names; null where it does not end in that. */
export function splitAtKnown(text: string, known: string): string | null {
  const all = text.split(/\s+/u);
  for (let border = 1; border < all.length; border += 1)
    if (isSameSeries(all.slice(border).join(' '), known)) return clean(all.slice(0, border).join(' '));
  return null;
}

function clean(text: string): string {
  return text.replace(/[\s,:;-]+$/u, '');
}
