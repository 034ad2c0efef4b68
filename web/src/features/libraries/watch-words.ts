import { formatDuration, plural } from '../../../../src/base/quantities.ts';
import type { Library } from '../../things.ts';

/** How a library is watched, and why not otherwise: a sentence without its full stop. */
export function watchWords({ watch, watching }: Pick<Library, 'watch' | 'watching'>): string {
  if (watch === 'off') return 'Not watched: only a scan finds what is new';
  if (watching === null) return 'Not watched just now: no process of the program does it';
  const { by, reason, every_seconds: seconds } = watching;
  const often = seconds < 60 ? plural(seconds, 'second') : formatDuration(seconds);
  if (by === 'events' && reason === null) return 'Watched: what is new appears by itself';
  if (by === 'events') return `Watched, but not all of it. ${reason}; the rest is looked at every ${often}`;
  const looked = `Looked at for changes every ${often}`;
  return reason === null ? looked : `${looked}. ${reason.replace(/\.$/u, '')}`;
}
