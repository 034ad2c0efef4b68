import { titleKey } from '../../base/text.ts';
import { agreedValue } from '../agreed-value.ts';
import type { AudioTags, SeriesTag } from '../audio-reading.ts';
import { normalPosition } from '../series-text.ts';
import { cleanTitle } from './title-text.ts';

export interface TitleTag {
  readonly title: string;
  /** Named within the title: "Emma (Highbury, Book 2)". */
  readonly series: SeriesTag | null;
}

/**
 * The book's title by the tags: of several files the album, for their titles are chapters; of a single file the album
 * too, unless that is the series, or other sources know the file's title. Null where the tags do not tell.
 */
export function readTagsTitle(
  tags: readonly AudioTags[],
  knownTitles: readonly string[],
  series: SeriesTag | null,
): TitleTag | null {
  const album = readTitle(
    agreedValue(tags, (file) => file.album),
    series,
  );
  const title = readTitle(
    agreedValue(tags, (file) => file.title),
    series,
  );
  if (album === null || title === null) return album ?? title;
  const isSeries = series !== null && titleKey(album.title) === titleKey(series.name);
  const isKnown = (name: string) => knownTitles.some((known) => titleKey(known) === titleKey(name));
  return isSeries || (isKnown(title.title) && !isKnown(album.title)) ? title : album;
}

const VOLUME = String.raw`(?:book|bk\.?|vol(?:ume)?\.?|part|no\.?|band|teil|#)`;
const SERIES_IN_BRACKETS = new RegExp(
  String.raw`\s*[([](?<name>[^()[\]]*?\p{L}[^()[\]]*?)[\s,:;–-]*\s(?:${VOLUME}\s*)?#?(?<position>\d{1,3}(?:\.\d{1,2})?)[)\]]$`,
  'iu',
);
const SERIES_BEHIND_COLON = new RegExp(
  String.raw`\s*[:–—-]\s+(?<name>[^:]*?\p{L}[^:]*?),?\s+${VOLUME}\s*#?\s*(?<position>\d{1,3}(?:\.\d{1,2})?)$`,
  'iu',
);

function readTitle(text: string | null, series: SeriesTag | null): TitleTag | null {
  const clean = cleanTitle(text);
  if (clean === null) return null;
  const found = SERIES_IN_BRACKETS.exec(clean) ?? SERIES_BEHIND_COLON.exec(clean);
  const name = found?.groups?.['name'];
  const position = found?.groups?.['position'];
  if (found && name && position && found.index > 0) {
    return {
      title: clean.slice(0, found.index),
      series: { name: name.trim(), position: normalPosition(position) },
    };
  }
  return { title: withoutSeriesAround(clean, series), series: null };
}

/** "Earthsea 01 - A Wizard of Earthsea" and "A Wizard of Earthsea, Book 1" where the series and its place are known. */
function withoutSeriesAround(title: string, series: SeriesTag | null): string {
  if (series === null) return title;
  const found =
    /^(?<name>.+?)[\s,]+(?:book|vol\.?|#)?\s*#?(?<position>\d{1,3}(?:\.\d{1,2})?)\s*[-–—:]\s*(?<rest>.+)$/iu.exec(
      title,
    )?.groups;
  const isSeries = found?.['name'] !== undefined && titleKey(found['name']) === titleKey(series.name);
  if (isSeries && found?.['rest']) return found['rest'];
  return series.position === null
    ? title
    : title.replace(
        new RegExp(String.raw`,\s*${VOLUME}\s*#?\s*0*${series.position.replace('.', String.raw`\.`)}$`, 'iu'),
        '',
      );
}
