import { languageCode, languageName } from '../base/language.ts';
import type { ParsedRelease } from './parsed-release.ts';
import { splitPeople } from './person-name.ts';
import type { QualityProfile } from './quality-profile.ts';
import type { ReleaseCandidate, SoughtRecording } from './release-candidate.ts';
import { isSamePersonOrFamilyName } from './same-person.ts';
import { fail, pass, unknown, type VerdictReason } from './verdict.ts';

/** What the release says about its recording, from the indexer's fields and the name. */
export interface RecordingFacts {
  readonly languages: readonly string[];
  readonly narrators: readonly string[];
  readonly abridged: boolean | null;
  readonly dramatized: boolean | null;
  readonly durationSeconds: number | null;
}

export function recordingFacts(
  candidate: ReleaseCandidate,
  parsed: ParsedRelease,
  languagesInName: readonly string[],
): RecordingFacts {
  const field = (candidate.language ?? '').split(/[,/;|]/u).map(languageCode);
  const fromField = field.filter((code) => code !== null);
  const listed = splitPeople(candidate.narrator ?? '');
  return {
    languages: fromField.length > 0 ? fromField : languagesInName,
    narrators: listed.length > 0 ? listed : parsed.narrators,
    abridged: parsed.abridged,
    dramatized: parsed.dramatized,
    durationSeconds: candidate.durationSeconds ?? parsed.durationSeconds,
  };
}

export function judgeLanguage({ language }: SoughtRecording, { languages }: RecordingFacts): VerdictReason {
  if (languages.length === 0) return unknown('language', 'The release does not say its language.');
  const said = languages.map(languageName).join(', ');
  if (language === null) return pass('language', `It is in ${said}; any language will do.`);
  const wanted = languageCode(language) ?? language.toLowerCase();
  if (languages.includes(wanted)) return pass('language', `It is in ${said}.`);
  return fail('language', `It is in ${said}, not in ${languageName(wanted)}.`);
}

export function judgeAbridged(sought: SoughtRecording, { abridged }: RecordingFacts): VerdictReason {
  const wantsAbridged = sought.abridged === true;
  if (abridged === null) return unknown('abridged', 'The release does not say whether it is abridged.');
  if (abridged === wantsAbridged)
    return pass('abridged', abridged ? 'It is abridged, as sought.' : 'It is unabridged.');
  return fail(
    'abridged',
    abridged ? 'It is abridged.' : 'It is unabridged; an abridged recording is sought.',
  );
}

export function judgeDramatized(sought: SoughtRecording, { dramatized }: RecordingFacts): VerdictReason {
  const wantsDrama = sought.dramatized === true;
  if (dramatized !== true) {
    return wantsDrama
      ? fail('dramatized', 'A dramatisation is sought; the release does not say that it is one.')
      : pass('dramatized', 'Nothing says that it is dramatised.');
  }
  const isCastSought =
    sought.narrators.length > 2 || sought.narrators.some((name) => /full[\s-]cast/iu.test(name));
  if (wantsDrama || isCastSought) return pass('dramatized', 'It is dramatised or read by a cast, as sought.');
  return fail('dramatized', 'It is a dramatisation, not a reading of the book.');
}

const NOT_A_NAME =
  /^(?:various|multiple|unknown|uncredited|n\/?a|full[\s-]cast|a full cast|cast|others?|et al\.?|tts|author)$/iu;

/** Where both sides name readers, they must be the same; the author reading a foreword does not make them so. */
export function judgeNarrator(sought: SoughtRecording, { narrators }: RecordingFacts): VerdictReason {
  const wanted = sought.narrators.filter((name) => !NOT_A_NAME.test(name.trim()));
  const named = narrators.filter((name) => !NOT_A_NAME.test(name.trim()));
  if (wanted.length === 0) return unknown('narrator', 'Any narrator will do.');
  if (named.length === 0) return unknown('narrator', 'The release does not name its narrator.');
  const [ours, theirs] = [withoutAuthors(wanted, sought.authors), withoutAuthors(named, sought.authors)];
  const shared = theirs.filter((name) => ours.some((other) => isSamePersonOrFamilyName(name, other)));
  if (shared.length * 2 >= Math.min(ours.length, theirs.length))
    return pass('narrator', `It is read by ${shared.join(', ')}.`);
  return fail('narrator', `It is read by ${named.join(', ')}, not by ${wanted.join(', ')}.`);
}

function withoutAuthors(names: readonly string[], authors: readonly string[]): readonly string[] {
  const others = names.filter((name) => !authors.some((author) => isSamePersonOrFamilyName(name, author)));
  return others.length > 0 ? others : names;
}

export function judgeRunningTime(
  sought: SoughtRecording,
  { durationSeconds }: RecordingFacts,
  profile: QualityProfile,
): VerdictReason {
  if (sought.durationSeconds === null || durationSeconds === null || sought.durationSeconds <= 0) {
    return unknown('running-time', 'The two running times cannot be compared.');
  }
  const { share, seconds } = profile.runningTimeTolerance;
  const allowed = Math.max(sought.durationSeconds * share, seconds);
  const difference = Math.abs(durationSeconds - sought.durationSeconds);
  const margin = Math.round((difference / allowed) * 100) / 100;
  const minutes = (time: number) => `${Math.round(time / 60)} min`;
  const detail = `It runs ${minutes(durationSeconds)}; the recording sought runs ${minutes(sought.durationSeconds)}.`;
  return difference <= allowed ? pass('running-time', detail, margin) : fail('running-time', detail, margin);
}
