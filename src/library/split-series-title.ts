import { titleKey } from '../base/text.ts';

/** Words after which "The" goes on with a title rather than begin a series. */
const BINDING =
  /\b(?:of|in|and|to|from|for|with|on|at|by|over|under|vs|versus|or|as|into|beyond|behind|before|after)$/iu;

/**
 * Parts "Peace Talks The Dresden Files" into title and series: by the series that the folder above names, by a name
 * that stands twice, or at a "The". null where nothing tells where the title ends.
 */
export function splitSeriesTitle(
  text: string,
  knownSeries: string | null,
): { readonly title: string; readonly series: string } | null {
  const words = text.split(' ');
  for (let at = 1; at < words.length; at += 1) {
    const title = words
      .slice(0, at)
      .join(' ')
      .replace(/[\s:,;–-]+$/u, '');
    const series = words.slice(at).join(' ');
    const key = titleKey(series);
    if (knownSeries !== null && key === titleKey(knownSeries)) return { title, series };
    if (key === titleKey(title)) return { title, series };
    if (words[at] === 'The' && words.length - at > 1 && !BINDING.test(title)) return { title, series };
  }
  return null;
}
