import { titleKey } from '../base/text.ts';
import { withoutAbridgedMark } from './abridged-mark.ts';
import { agreedValue } from './agreed-value.ts';
import type { AudioTags, SeriesTag } from './audio-reading.ts';
import type { PathReading } from './path/path-reading.ts';
import { normalPosition } from './series-text.ts';

export interface TitleTag {
  readonly title: string;
  readonly subtitle: string | null;
  /** Named within the title: "Emma (Highbury, Book 2)". */
  readonly series: SeriesTag | null;
}

/**
 * The book's title by the tags: of several files the album, for their titles are chapters; of a single file the album
 * too, unless that is the series, or the folder bears the file's title. null where the tags do not tell.
 */
export function describeTitle(
  tags: readonly AudioTags[],
  path: Pick<PathReading, 'title'>,
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
  const chosen = choose(album, title, path, series);
  if (chosen === null) return null;
  const subtitle = agreedValue(tags, (file) => file.subtitle);
  return withSubtitle(chosen, subtitle, path);
}

function choose(
  album: TitleTag | null,
  title: TitleTag | null,
  path: Pick<PathReading, 'title'>,
  series: SeriesTag | null,
): TitleTag | null {
  if (album === null || title === null) return album ?? title;
  const isSeries = series !== null && titleKey(album.title) === titleKey(series.name);
  const isFolder =
    titleKey(title.title) === titleKey(path.title) && titleKey(album.title) !== titleKey(path.title);
  return isSeries || isFolder ? title : album;
}

const SILENCE =
  /^(?:unknown(?: (?:album|title|book))?|untitled|no (?:title|album)|n\/?a|audio ?books?|new (?:album|recording)|(?:audio )?track\s*\d*|(?:chapter|kapitel|chapitre|capítulo|capitolo|part|teil|disc|disk|cd|file|side|section|prologue|epilogue|intro(?:duction)?|opening credits|end credits)\b[\s.:#-]*(?:\d+|[ivxl]+|one|two|three)?(?:\s*(?:of|\/)\s*\d+)?|[\d\s._-]+)$/iu;
const READ_BY = /[\s,(–-]*\b(?:read|narrated|performed|gelesen)\s+(?:by|von)\s+[^)]+\)?$/iu;
const VOLUME = String.raw`(?:book|bk\.?|vol(?:ume)?\.?|part|no\.?|band|teil|#)`;
const SERIES_IN_BRACKETS = new RegExp(
  String.raw`\s*[([](?<name>[^()[\]]*?\p{L}[^()[\]]*?)[\s,:;–-]*\s(?:${VOLUME}\s*)?#?(?<position>\d{1,3}(?:\.\d{1,2})?)[)\]]$`,
  'iu',
);
const SERIES_BEHIND_COLON = new RegExp(
  String.raw`\s*[:–—-]\s+(?<name>[^:]*?\p{L}[^:]*?),?\s+${VOLUME}\s*#?\s*(?<position>\d{1,3}(?:\.\d{1,2})?)$`,
  'iu',
);
const DISC_AT_END = /[\s,–-]*[([]?\b(?:cd|dis[ck])\s*\d{1,3}(?:\s*(?:of|\/)\s*\d{1,3})?[)\]]?$/iu;

function readTitle(text: string | null, series: SeriesTag | null): TitleTag | null {
  const clean = withoutAbridgedMark(text ?? '')
    .replace(READ_BY, '')
    .replace(DISC_AT_END, '')
    .trim();
  if (clean === '' || SILENCE.test(clean)) return null;
  const found = (SERIES_IN_BRACKETS.exec(clean) ?? SERIES_BEHIND_COLON.exec(clean)) || null;
  const name = found?.groups?.['name'];
  const position = found?.groups?.['position'];
  if (found && name && position && found.index > 0) {
    return {
      title: clean.slice(0, found.index),
      subtitle: null,
      series: { name: name.trim(), position: normalPosition(position) },
    };
  }
  return { title: withoutSeriesAround(clean, series), subtitle: null, series: null };
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

/** "Title: Subtitle" is parted only where a tag or the folder's name says that the title ends at the colon. */
function withSubtitle(chosen: TitleTag, subtitle: string | null, path: Pick<PathReading, 'title'>): TitleTag {
  const colon = chosen.title.indexOf(': ');
  if (colon <= 0) return { ...chosen, subtitle };
  const front = chosen.title.slice(0, colon);
  const back = chosen.title.slice(colon + 2).trim();
  const isSaid = subtitle !== null && titleKey(back) === titleKey(subtitle);
  if (!isSaid && titleKey(path.title) !== titleKey(front)) return { ...chosen, subtitle };
  return { ...chosen, title: front, subtitle: subtitle ?? back };
}
