import { assertNever } from '../../base/assert.ts';
import type { Chapter } from '../audio-reading.ts';
import { decodeText } from './decode-text.ts';
import { type CueSheet, readCue } from './read-cue.ts';
import { readMetadataAbs } from './read-metadata-abs.ts';
import { readMetadataJson } from './read-metadata-json.ts';
import { readNfo } from './read-nfo.ts';
import { readOpf } from './read-opf.ts';
import { readDescription, readReaders } from './read-text-file.ts';
import type { SidecarKind } from './sidecar-name.ts';
import { stateCue } from './state-cue.ts';
import { SILENT, type Statement } from './statement.ts';

/** What a file beside the audio says. */
export interface SidecarReading {
  readonly statement: Statement;
  /** Of the whole item, where the file names any itself; a cue sheet's are in `cue`. */
  readonly chapters: readonly Chapter[];
  readonly cue: CueSheet | null;
  /** A sentence for a person. */
  readonly fault: string | null;
}

/** One that was read. */
export interface ReadSidecar {
  /** Relative to the library. */
  readonly path: string;
  readonly kind: SidecarKind;
  readonly reading: SidecarReading;
}

/** Reads one such file; whatever is wrong with it is a fault of the reading, never thrown. */
export function readSidecar(kind: SidecarKind, bytes: Uint8Array): SidecarReading {
  const text = decodeText(bytes);
  switch (kind) {
    case 'metadata_json': {
      const abs = readMetadataAbs(text);
      if (abs !== null) return said(abs);
      const json = readMetadataJson(text);
      return json === null
        ? silent('The file is damaged: it does not hold the JSON that its name promises.')
        : { ...said(json.statement), chapters: json.chapters };
    }
    case 'opf':
      return said(
        readOpf(text) ?? 'The file is damaged: it does not hold the metadata (OPF) that its name promises.',
      );
    case 'nfo':
      return said(readNfo(text) ?? SILENT);
    case 'desc_txt':
      return said(readDescription(text));
    case 'reader_txt':
      return said(readReaders(text));
    case 'cue': {
      const cue = readCue(text);
      return cue === null
        ? silent('The file is no cue sheet, although its name says so.')
        : { ...said(stateCue(cue)), cue };
    }
    default:
      return assertNever(kind);
  }
}

/** The reading of a file of which nothing could be read. */
export function silent(fault: string): SidecarReading {
  return { statement: SILENT, chapters: [], cue: null, fault };
}

function said(statement: Statement | string): SidecarReading {
  return typeof statement === 'string'
    ? silent(statement)
    : { statement, chapters: [], cue: null, fault: null };
}
