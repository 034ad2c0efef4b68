/** File name endings that are audiobook audio, with the dot. */
export const AUDIO_EXTENSIONS: ReadonlySet<string> = new Set([
  '.m4b',
  '.m4a',
  '.mp4',
  '.mp3',
  '.flac',
  '.ogg',
  '.oga',
  '.opus',
  '.aac',
  '.wma',
  '.wav',
]);

/** The ending of a file name in lower case, with the dot; empty where there is none. */
export function extensionOf(fileName: string): string {
  const dot = fileName.lastIndexOf('.');
  return dot <= 0 ? '' : fileName.slice(dot).toLowerCase();
}

export function isAudioFileName(fileName: string): boolean {
  return AUDIO_EXTENSIONS.has(extensionOf(fileName));
}
