import { basename } from 'node:path';
import type { AudioReading } from '../library/audio-reading.ts';
import type { DownloadedFile, InspectedDownload } from './inspect-download.ts';
import type { DownloadEvidence } from './prove-download.ts';

export interface ReadDownloadFile {
  readonly file: DownloadedFile;
  readonly reading: AudioReading;
}

/** What the tags and names of a download say, as the proof weighs it. */
export function gatherEvidence(
  { name, cover: _, ...download }: InspectedDownload,
  files: readonly ReadDownloadFile[],
): DownloadEvidence {
  const tags = files.map(({ reading }) => reading.tags);
  const known = files.map(({ reading }) => reading.durationSeconds).filter((seconds) => seconds !== null);
  return {
    titles: unique(tags.flatMap(({ album, title }) => [album, title])),
    people: unique(
      tags.flatMap(({ albumArtists, artists, narrators, composers }) => [
        ...albumArtists,
        ...artists,
        ...narrators,
        ...composers,
      ]),
    ),
    languages: unique(tags.map(({ language }) => language)),
    names: unique([withoutEnding(name), ...download.audio.map((file) => withoutEnding(basename(file.name)))]),
    durationSeconds:
      known.length === files.length && known.length > 0
        ? known.reduce((sum, seconds) => sum + seconds, 0)
        : null,
    faults: files.flatMap(({ file, reading }) =>
      reading.fault === null ? [] : [`"${file.name}": ${reading.fault}`],
    ),
  };
}

function unique(texts: readonly (string | null)[]): readonly string[] {
  return [...new Set(texts.filter((text) => text !== null && text.trim() !== ''))].filter(
    (text) => text !== null,
  );
}

function withoutEnding(name: string): string {
  return name.replace(/\.[a-z0-9]{2,4}$/i, '');
}
