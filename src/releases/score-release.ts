import type { ParsedRelease } from './parsed-release.ts';
import type { QualityProfile } from './quality-profile.ts';
import { takenFormat } from './quality-rules.ts';
import type { ReleaseCandidate } from './release-candidate.ts';
import type { RuleName, ScorePart, VerdictReason } from './verdict.ts';

/** What a passed rule adds: how surely it is the right recording. */
const IDENTITY_POINTS: Partial<Readonly<Record<RuleName, number>>> = {
  title: 25,
  author: 15,
  volume: 5,
  language: 5,
  narrator: 10,
  abridged: 3,
  'running-time': 7,
};
const FORMAT_POINTS = 15;
const BITRATE_POINTS = 8;
const SEEDER_POINTS = 7;

/** The parts of a score; their points add up to at most 100. */
export function scoreRelease(
  reasons: readonly VerdictReason[],
  candidate: ReleaseCandidate,
  parsed: ParsedRelease,
  kbps: number | null,
  profile: QualityProfile,
): readonly ScorePart[] {
  const identity = reasons.flatMap(({ rule, outcome, detail }) => {
    const points = IDENTITY_POINTS[rule];
    return points === undefined ? [] : [{ name: rule, points: outcome === 'pass' ? points : 0, detail }];
  });
  return [
    ...identity,
    formatPart(parsed, profile),
    bitratePart(kbps ?? parsed.bitrateKbps, profile),
    seedersPart(candidate),
  ];
}

function formatPart(parsed: ParsedRelease, profile: QualityProfile): ScorePart {
  const format = takenFormat(parsed, profile);
  if (format === null)
    return { name: 'format', points: FORMAT_POINTS / 3, detail: 'The format is not known.' };
  const place = profile.formats.indexOf(format);
  const points = rounded(FORMAT_POINTS * (1 - place / profile.formats.length));
  return {
    name: 'format',
    points,
    detail: `${format.toUpperCase()} is number ${place + 1} of the profile's formats.`,
  };
}

function bitratePart(kbps: number | null, { preferredKbps }: QualityProfile): ScorePart {
  if (kbps === null)
    return { name: 'bitrate', points: BITRATE_POINTS / 2, detail: 'The bitrate is not known.' };
  const nearness =
    kbps < preferredKbps.min
      ? kbps / preferredKbps.min
      : kbps > preferredKbps.max
        ? preferredKbps.max / kbps
        : 1;
  const detail = `${Math.round(kbps)} kbit/s; the profile prefers ${preferredKbps.min} to ${preferredKbps.max}.`;
  return { name: 'bitrate', points: rounded(BITRATE_POINTS * nearness), detail };
}

/** Ten seeders are much better than one, a hundred little better than ten. */
function seedersPart({ seeders }: ReleaseCandidate): ScorePart {
  if (seeders === null)
    return { name: 'seeders', points: SEEDER_POINTS / 2, detail: 'The indexer counts no seeders.' };
  const points = rounded(Math.min(SEEDER_POINTS, (SEEDER_POINTS / 2) * Math.log10(1 + Math.max(0, seeders))));
  return { name: 'seeders', points, detail: `${seeders} seed it.` };
}

function rounded(points: number): number {
  return Math.round(points * 10) / 10;
}
