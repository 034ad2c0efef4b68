import type { Decoding, Silence } from './decoding.ts';

/** Quieter than this is silence: recordings are mastered with a noise floor of −60 dB. */
const SILENCE_DB = -60;
/** Pauses between sentences are shorter. */
const SHORTEST_SILENCE_SECONDS = 2;
const LONG_SILENCE_SECONDS = 60;
/** Samples in one step of the count: damage is told to within about a second. */
const STEP_SAMPLES = 32_768;
const KEPT_PLACES = 20;

/** One pass of ffmpeg's filters: what is silent, how loud it is at most, and how much there is of it, step by step. */
export const DECODING_FILTERS = [
  `silencedetect=n=${SILENCE_DB}dB:d=${SHORTEST_SILENCE_SECONDS}`,
  'volumedetect',
  `asetnsamples=n=${STEP_SAMPLES}:p=0`,
  'ashowinfo',
].join(',');

/** Takes what ffmpeg says with `-loglevel repeat+level+info` about `DECODING_FILTERS`, line by line. */
export interface DecodingReader {
  take(line: string): void;
  read(end: Decoding['end']): Decoding;
}

const STEP = /^\[Parsed_ashowinfo_\d+ @ \S+\] \[info\] n:.* rate:(\d+) nb_samples:(\d+) /;
const SILENCE_START = /^\[(?:Parsed_)?silencedetect\S* @ \S+\] \[info\] silence_start: (-?[\d.]+)/;
const SILENCE_END = /^\[(?:Parsed_)?silencedetect\S* @ \S+\] \[info\] silence_end: (-?[\d.]+)/;
const PEAK = /^\[Parsed_volumedetect\S* @ \S+\] \[info\] max_volume: (-?[\d.]+|-inf) dB/;
const FAULT = /^(?:\[(?<speaker>.+?) @ \S+\] )*\[(?:error|fatal|panic)\] /;
/** Covers are images, and the sink's complaints are about time stamps: neither is the audio. */
const OTHERS = /^(?:null|mjpeg|png|gif|bmp|webp|tiff|swscaler)\b/;

export function createDecodingReader(): DecodingReader {
  let seconds = 0;
  let sampleRate: number | null = null;
  let peakDb: number | null = null;
  let silentSince: number | null = null;
  let silentSeconds = 0;
  const silences: Silence[] = [];
  const damagedAt: number[] = [];
  let damagedPlaces = 0;
  let lastDamage: number | null = null;

  function endSilence(at: number): void {
    if (silentSince === null) return;
    const startSeconds = Math.max(0, silentSince);
    silentSince = null;
    silentSeconds += Math.max(0, at - startSeconds);
    if (at - startSeconds >= LONG_SILENCE_SECONDS && silences.length < KEPT_PLACES)
      silences.push({ startSeconds, endSeconds: at });
  }

  function noteDamage(): void {
    // Several complaints between two steps are about one place.
    if (lastDamage === seconds) return;
    lastDamage = seconds;
    damagedPlaces += 1;
    if (damagedAt.length < KEPT_PLACES) damagedAt.push(seconds);
  }

  return {
    take(line) {
      const step = STEP.exec(line);
      if (step !== null) {
        sampleRate ??= Number(step[1]);
        seconds += Number(step[2]) / Number(step[1]);
        return;
      }
      const start = SILENCE_START.exec(line);
      if (start !== null) {
        silentSince = Number(start[1]);
        return;
      }
      const silenceEnd = SILENCE_END.exec(line);
      if (silenceEnd !== null) return endSilence(Number(silenceEnd[1]));
      const peak = PEAK.exec(line);
      if (peak !== null) {
        peakDb = peak[1] === '-inf' ? Number.NEGATIVE_INFINITY : Number(peak[1]);
        return;
      }
      const fault = FAULT.exec(line);
      if (fault !== null && !OTHERS.test(fault.groups?.['speaker'] ?? '')) noteDamage();
    },
    read(end) {
      endSilence(seconds);
      return {
        end,
        seconds,
        sampleRate,
        damagedAt: [...damagedAt],
        damagedPlaces,
        silentSeconds: Math.min(silentSeconds, seconds),
        silences: [...silences],
        peakDb,
      };
    },
  };
}
