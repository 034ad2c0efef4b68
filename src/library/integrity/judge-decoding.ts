import { formatDuration } from '../../base/quantities.ts';
import { type Decoding, patienceSecondsFor } from './decoding.ts';
import type { FileClaim } from './file-claim.ts';
import type { ItemFinding } from './item-finding.ts';

type Finding = Pick<ItemFinding, 'kind' | 'severity' | 'sentence'>;

/** Encoders pad at both ends, and a stream without an index is measured, not counted. */
const TOLERANCE_SECONDS = 2;
const TOLERANCE_SHARE = 0.02;
/** The running time of a stream without an index is an estimate, off by less than this. */
const ESTIMATE_SHARE = 0.1;
const WITHOUT_INDEX: ReadonlySet<string | null> = new Set(['mp3', 'aac', null]);
/** Junk before the first frame and behind the last one is no damage: nobody hears it. */
const EDGE_SECONDS = 1.5;
const SEVERE_PLACES = 3;
const SEVERE_LOSS_SECONDS = 1;
/** Shorter silent files are pauses that somebody put between chapters. */
const SHORTEST_SILENT_SECONDS = 10;
const SILENT_SHARE = 0.97;
const MOSTLY_SILENT_SHARE = 0.5;
/** The loudest moment of a recording that can be listened to is far above. */
const QUIET_DB = -40;

/** Judges one decoded file by what it claims. */
export function judgeDecoding(claim: FileClaim, decoding: Decoding): readonly ItemFinding[] {
  return findings(claim, decoding).map((finding) => ({ ...finding, path: claim.path }));
}

function findings(claim: FileClaim, decoding: Decoding): readonly Finding[] {
  const { seconds, end } = decoding;
  if (end === 'late') return [lateFinding(claim)];
  if (seconds === 0)
    return [{ kind: 'unreadable', severity: 'severe', sentence: 'Nothing of it can be played.' }];
  return [durationFinding(claim, decoding), damageFinding(claim, decoding), loudnessFinding(decoding)]
    .concat(silenceFindings(decoding))
    .filter((finding) => finding !== null);
}

function lateFinding({ durationSeconds }: FileClaim): Finding {
  const patience = formatDuration(patienceSecondsFor(durationSeconds));
  return {
    kind: 'unfinished',
    severity: 'slight',
    sentence: `It could not be decoded within ${patience}, so nobody knows whether it is sound.`,
  };
}

function durationFinding(claim: FileClaim, { seconds, damagedPlaces, end }: Decoding): Finding | null {
  const { durationSeconds: claimed, codec } = claim;
  if (claimed === null) return null;
  const tolerance = Math.max(TOLERANCE_SECONDS, claimed * TOLERANCE_SHARE);
  const missing = claimed - seconds;
  if (Math.abs(missing) <= tolerance) return null;
  const told = `${formatDuration(seconds)} of it can be played, and it claims to run ${formatDuration(claimed)}`;
  const isEstimate = WITHOUT_INDEX.has(codec) && damagedPlaces === 0 && end === 'done';
  if (missing < 0 || (isEstimate && missing < claimed * ESTIMATE_SHARE)) {
    return {
      kind: 'wrong_duration',
      severity: 'slight',
      sentence: `Its running time is wrong: ${told}. Players show wrong times for it.`,
    };
  }
  return { kind: 'truncated', severity: 'severe', sentence: `It is not whole: only ${told}.` };
}

function damageFinding(
  { durationSeconds }: FileClaim,
  { damagedAt, damagedPlaces, seconds }: Decoding,
): Finding | null {
  const isInside = (at: number) => at >= EDGE_SECONDS && at <= seconds - EDGE_SECONDS;
  const inside = damagedAt.filter(isInside);
  const places = inside.length + (damagedPlaces - damagedAt.length);
  if (places === 0) return null;
  const named = inside.slice(0, 5).map(clockTime).join(', ');
  const lost = (durationSeconds ?? seconds) - seconds;
  const more = places > 5 ? ' …' : '';
  return {
    kind: 'corrupt',
    severity: places >= SEVERE_PLACES || lost >= SEVERE_LOSS_SECONDS ? 'severe' : 'slight',
    sentence: `It is damaged at ${places === 1 ? 'one place' : `${places} places`} (${named}${more}): there it clicks, skips or is silent.`,
  };
}

function loudnessFinding({ peakDb, silentSeconds, seconds }: Decoding): Finding | null {
  if (peakDb === null || peakDb > QUIET_DB || silentSeconds > seconds * MOSTLY_SILENT_SHARE) return null;
  return {
    kind: 'quiet',
    severity: 'slight',
    sentence: `It is hardly audible: its loudest moment is at ${Math.round(peakDb)} dB.`,
  };
}

function silenceFindings({ seconds, silentSeconds, silences }: Decoding): readonly Finding[] {
  if (seconds < SHORTEST_SILENT_SECONDS) return [];
  if (silentSeconds >= seconds * SILENT_SHARE)
    return [{ kind: 'silent', severity: 'severe', sentence: 'It is silent from beginning to end.' }];
  if (silentSeconds >= seconds * MOSTLY_SILENT_SHARE) {
    const told = `${formatDuration(silentSeconds)} of ${formatDuration(seconds)}`;
    return [{ kind: 'silent', severity: 'severe', sentence: `Most of it is silent: ${told}.` }];
  }
  return silences.map(({ startSeconds, endSeconds }) => {
    const length = formatDuration(endSeconds - startSeconds);
    const where =
      endSeconds >= seconds - 1
        ? 'at its end'
        : startSeconds < 1
          ? 'at its beginning'
          : `from ${clockTime(startSeconds)} on`;
    return { kind: 'long_silence', severity: 'slight', sentence: `It is silent for ${length} ${where}.` };
  });
}

/** `1:02:05`, `2:05`. */
function clockTime(seconds: number): string {
  const whole = Math.floor(seconds);
  const two = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60)];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${minutes}:${two(whole % 60)}`;
}
