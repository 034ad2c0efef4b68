import { extensionOf } from '../../base/audio.ts';
import { type DividableFile, isBookFormat } from './dividable-file.ts';

/**
 * The same book in two formats in one folder: as one file and as chapters, or twice as chapters of equal length.
 * Whatever else has another format belongs to the book.
 */
export function divideFormats<T extends DividableFile>(files: readonly T[]): readonly (readonly T[])[] {
  const formats = [...Map.groupBy(files, formatOf).values()].toSorted((a, b) => lengthOf(b) - lengthOf(a));
  const [longest, ...others] = formats;
  if (longest === undefined || others.length === 0) return [files];
  const editions = others.filter((other) => isAnotherEdition(longest, other));
  const rest = others.filter((other) => !editions.includes(other)).flat();
  const inBook = new Set([...longest, ...rest]);
  return [files.filter((file) => inBook.has(file)), ...editions];
}

function formatOf(file: DividableFile): string {
  if (isBookFormat(file)) return 'mp4';
  const ending = extensionOf(file.path);
  return ['.ogg', '.oga', '.opus'].includes(ending) ? 'ogg' : ending;
}

function isAnotherEdition(longest: readonly DividableFile[], other: readonly DividableFile[]): boolean {
  const share = lengthOf(other) / lengthOf(longest);
  const isOneFile = [longest, other].some(
    ([first, ...more]) => first && isBookFormat(first) && more.length === 0,
  );
  return share >= (isOneFile ? 0.5 : 0.9);
}

function lengthOf(files: readonly DividableFile[]): number {
  return files.reduce((sum, { reading }) => sum + (reading.durationSeconds ?? 0), 0);
}
