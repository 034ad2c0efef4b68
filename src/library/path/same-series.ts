import { titleKey, words } from '../../base/text.ts';

/** Words that may stand behind the name of a series, or be missing there. */
const SERIES_WORDS =
  /(?<=\S)[\s,:-]+(?:series|saga|novels|books|cycle|collection|trilogy|duology|quartet|reihe|serie|zyklus|trilogie|omnibus|audio ?books?|complete|universe)$/iu;

export function isSameSeries(a: string, b: string): boolean {
  return seriesKey(a) === seriesKey(b) && seriesKey(a) !== '';
}

/** The name alone: "Mistborn series" is "Mistborn"; a "Trilogy" belongs to the name. */
export function plainSeries(text: string): string {
  let name = text.trim().replace(/^(?:complete|audio ?books?)\s+(?=\S)/iu, '');
  for (let shorter = ''; shorter !== name; ) {
    shorter = name;
    name = name
      .replace(
        /(?<=\S)[\s,:-]+(?:series|omnibus|reihe|the complete|complete|audio ?books?|audio|collection|box(?:ed)? ?set|\(complete[^()]*\))$/iu,
        '',
      )
      .replace(/[\s,:;-]+$/u, '');
  }
  return name;
}

/** Whether the name stands at an end of a text, "Highbury Jane Austen": what is left then; else null. */
export function besideWords(
  text: string,
  name: string,
): { readonly rest: string; readonly isBehind: boolean } | null {
  const all = text.split(/\s+/u);
  const key = words(name).join(' ');
  if (key === '') return null;
  for (let at = 1; at < all.length; at += 1) {
    const front = all.slice(0, at).join(' ');
    const back = all.slice(at).join(' ');
    if (words(front).join(' ') === key) return { rest: clean(back), isBehind: true };
    if (words(back).join(' ') === key) return { rest: clean(front), isBehind: false };
  }
  return null;
}

function clean(text: string): string {
  return text.replace(/^[\s,:;-]+|[\s,:;-]+$/gu, '');
}

function seriesKey(text: string): string {
  let key = text.trim();
  for (let shorter = ''; shorter !== key; ) {
    shorter = key;
    key = key.replace(SERIES_WORDS, '');
  }
  return titleKey(key);
}
