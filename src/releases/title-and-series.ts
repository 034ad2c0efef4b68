import { words } from '../base/text.ts';

export interface TitleAndSeries {
  readonly title: string;
  readonly series: string;
}

const CONNECTOR = /^(?:of|the|a|an|and|in|on|to|for|from|at|with|de|der|die|des|von)$/u;

/**
 * Parts what stands before ", Book 3" where both title and series were run together: "Edge World Undying Mercenaries".
 * A repetition or a "The" in the middle shows the border; else a series has mostly two words.
 */
export function splitTitleAndSeries(text: string): TitleAndSeries {
  const parts = text.split(/\s+/u);
  const border = repetition(parts) ?? articleInTheMiddle(parts) ?? twoWordsFromTheEnd(parts);
  if (border === null) return { title: text, series: text };
  const title = parts
    .slice(0, border)
    .join(' ')
    .replace(/[,:;-]+$/u, '');
  return { title, series: parts.slice(border).join(' ') };
}

function repetition(parts: readonly string[]): number | null {
  const key = (some: readonly string[]) =>
    words(some.join(' '))
      .filter((word) => word !== 'the')
      .join(' ');
  for (const border of [Math.floor(parts.length / 2), Math.ceil(parts.length / 2)]) {
    const left = key(parts.slice(0, border));
    if (border > 0 && left !== '' && left === key(parts.slice(border))) return border;
  }
  return null;
}

function articleInTheMiddle(parts: readonly string[]): number | null {
  const border = parts.findLastIndex(
    (part, index) =>
      index > 0 && index < parts.length - 1 && part === 'The' && !CONNECTOR.test(parts[index - 1] ?? ''),
  );
  return border > 0 ? border : null;
}

function twoWordsFromTheEnd(parts: readonly string[]): number | null {
  if (parts.length < 3) return null;
  let border = parts.length - 2;
  while (border > 1 && CONNECTOR.test(parts[border - 1] ?? '')) border -= 2;
  if (border === 2 && CONNECTOR.test(parts[0]?.toLowerCase() ?? '')) border = 3;
  return border >= 1 && border < parts.length && !CONNECTOR.test(parts[border] ?? '') ? border : null;
}
