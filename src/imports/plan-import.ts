import { extensionOf } from '../base/audio.ts';
import { fileNames, foldersFor, type NamedRecording } from '../library/naming.ts';
import type { DownloadedFile } from './inspect-download.ts';

/** The whole of an import before anything is touched: dry run and execution are this one plan. */
export interface ImportPlan {
  /** The folder of the new item, relative to the library. */
  readonly targetPath: string;
  readonly files: readonly PlannedFile[];
}

export interface PlannedFile {
  readonly source: DownloadedFile;
  /** Within the target folder. */
  readonly name: string;
}

export interface PlanInput {
  readonly recording: NamedRecording;
  readonly template: string | undefined;
  /** In playing order. */
  readonly audio: readonly DownloadedFile[];
  readonly cover: DownloadedFile | null;
  /** Whether a path relative to the library is taken, also by something that is no item. */
  readonly isTaken: (path: string) => boolean;
}

/** Plans the target of every file. Null where the folder is taken, and with the narrator's name too. */
export function planImport({ recording, template, audio, cover, isTaken }: PlanInput): ImportPlan | null {
  const targetPath = foldersFor(recording, template).find((path) => !isTaken(path));
  if (targetPath === undefined) return null;
  const names = fileNames(
    recording.title,
    audio.map(({ name }) => extensionOf(name)),
  );
  const files = audio.map((source, at) => ({ source, name: names[at] ?? source.name }));
  const image = cover === null ? [] : [{ source: cover, name: `cover${extensionOf(cover.name)}` }];
  return { targetPath, files: [...files, ...image] };
}
