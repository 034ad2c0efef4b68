import { collectionSigns } from './collection-words.ts';
import { type Reading, readFreeForm } from './free-form.ts';
import { type NameShape, shapeOf } from './name-shape.ts';
import type { ParsedRelease } from './parsed-release.ts';
import { seriesPlaceOf } from './series-place.ts';

/** Reads the bare name of a release; never throws, and leaves empty what the name does not say. */
export function parseReleaseName(name: string): ParsedRelease {
  return parseShape(shapeOf(name));
}

export function parseShape(shape: NameShape): ParsedRelease {
  const { marks } = shape;
  const reading = shape.isTrackerForm ? readTrackerForm(shape) : readFreeForm(shape);
  const format = bestFormat(marks.formats);
  return {
    ...reading,
    year: reading.year ?? marks.year,
    format,
    formats: marks.formats,
    bitrateKbps: marks.bitrateKbps,
    durationSeconds: marks.durationSeconds,
    abridged: marks.abridged,
    dramatized: marks.dramatized,
    language: marks.languages.length === 1 ? (marks.languages[0] ?? null) : null,
    asin: marks.asin,
    isAudiobook: isAudiobook(marks),
    part: marks.part,
  };
}

/** "Title by Author [ENG / M4B]": the title is the tracker's own field and stays whole. */
function readTrackerForm(shape: NameShape): Reading {
  const main = shape.segments.filter(({ isAside }) => !isAside);
  const title = main
    .map(({ text, joint }) =>
      joint === 'colon' ? `: ${text}` : joint === 'dash' ? ` - ${text}` : ` ${text}`,
    )
    .join('');
  const signs = shape.segments.map(({ text }) => collectionSigns(text));
  const range = signs.find((sign) => sign.range !== null)?.range ?? null;
  const isCollection =
    signs.some((sign) => sign.isCollection) || (main.length === 1 && signs[0]?.endsInSeries === true);
  const place = shape.segments.map(({ text }) => seriesPlaceOf(text)).find((found) => found !== null);
  return {
    title: title.trim(),
    subtitle: null,
    authors: shape.credited,
    narrators: shape.marks.narrators,
    series: isCollection && range !== null ? [{ name: signs[0]?.rest ?? '', position: range }] : [],
    volume: isCollection ? null : (place?.position ?? null),
    year: null,
    isCollection,
  };
}

const AUDIO_FORMATS = ['m4b', 'm4a', 'mp4', 'flac', 'alac', 'mp3', 'opus', 'ogg', 'aac', 'wma', 'wav'];

function bestFormat(formats: readonly string[]): string | null {
  return AUDIO_FORMATS.find((format) => formats.includes(format)) ?? formats[0] ?? null;
}

function isAudiobook(marks: NameShape['marks']): boolean | null {
  if (marks.saysAudiobook || marks.formats.some((format) => AUDIO_FORMATS.includes(format))) return true;
  return marks.formats.length > 0 ? false : null;
}
