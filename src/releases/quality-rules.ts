import type { ParsedRelease } from './parsed-release.ts';
import { LOSSLESS_FORMATS, type QualityProfile } from './quality-profile.ts';
import type { ReleaseCandidate } from './release-candidate.ts';
import { fail, pass, unknown, type VerdictReason } from './verdict.ts';

/** The best of the named formats that the profile takes; null where none is named or taken. */
export function takenFormat(parsed: ParsedRelease, profile: QualityProfile): string | null {
  return profile.formats.find((format) => parsed.formats.includes(format)) ?? null;
}

export function judgeFormat(parsed: ParsedRelease, profile: QualityProfile): VerdictReason {
  if (parsed.formats.length === 0) return unknown('format', 'The release does not say its format.');
  const taken = takenFormat(parsed, profile);
  if (taken !== null) return pass('format', `It is ${taken.toUpperCase()}.`);
  return fail('format', `The profile takes no ${parsed.formats.join(', ').toUpperCase()}.`);
}

/** The bitrate that the size means for a running time; null where one of them is not known. */
export function impliedKbps(sizeBytes: number | null, durationSeconds: number | null): number | null {
  if (sizeBytes === null || durationSeconds === null || sizeBytes <= 0 || durationSeconds <= 0) return null;
  return (sizeBytes * 8) / 1000 / durationSeconds;
}

/** Size against running time. Without a running time no size is judged: short works of a few megabytes are ordinary. */
export function judgeSize(
  candidate: ReleaseCandidate,
  parsed: ParsedRelease,
  durationSeconds: number | null,
  profile: QualityProfile,
): VerdictReason {
  const kbps = impliedKbps(candidate.sizeBytes, durationSeconds);
  if (kbps === null)
    return unknown('size', 'Size and running time are not both known, so neither is judged.');
  const format = takenFormat(parsed, profile);
  const isLossy = format !== null && !LOSSLESS_FORMATS.has(format);
  const min = format !== null && !isLossy ? profile.losslessKbps.min : profile.lossyKbps.min;
  const max = isLossy ? profile.lossyKbps.max : profile.losslessKbps.max;
  const said = `Its size means ${Math.round(kbps)} kbit/s for the running time`;
  const margin = Math.round(Math.max(min / kbps, kbps / max) * 100) / 100;
  if (kbps < min) return fail('size', `${said}: too small to be the whole book (at least ${min}).`, margin);
  if (kbps > max) return fail('size', `${said}: too large to be this book alone (at most ${max}).`, margin);
  return pass('size', `${said}.`, margin);
}

export function judgeSeeders({ seeders }: ReleaseCandidate, profile: QualityProfile): VerdictReason {
  if (seeders === null) return unknown('seeders', 'The indexer counts no seeders.');
  if (seeders >= profile.minSeeders) return pass('seeders', `${seeders} seed it.`);
  return fail(
    'seeders',
    seeders === 0
      ? 'Nobody seeds it.'
      : `Only ${seeders} seed it; the profile asks for ${profile.minSeeders}.`,
  );
}
