import { judgeKind, judgeSingleBook, judgeStudyAid, judgeWholeBook } from './book-gates.ts';
import { type FoundTitle, findTitle } from './find-title.ts';
import { type NameShape, shapeOf } from './name-shape.ts';
import { DEFAULT_PROFILE, type QualityProfile } from './quality-profile.ts';
import { impliedKbps, judgeFormat, judgeSeeders, judgeSize } from './quality-rules.ts';
import {
  judgeAbridged,
  judgeDramatized,
  judgeLanguage,
  judgeNarrator,
  judgeRunningTime,
  recordingFacts,
} from './recording-gates.ts';
import type { ReleaseCandidate, SoughtRecording } from './release-candidate.ts';
import { parseShape } from './release-name.ts';
import { scoreRelease } from './score-release.ts';
import { findAuthor, judgeAuthor, judgeTitle, judgeVolume, wordsOfName } from './title-gates.ts';
import type { Verdict, VerdictReason } from './verdict.ts';

/**
 * Says whether a release is the sought recording and worth taking, and why. Every rule speaks; one `fail` rejects.
 * Identity (title, author, recording) gates; the score only ranks what passed.
 */
export function judgeRelease(
  wanted: SoughtRecording,
  candidate: ReleaseCandidate,
  profile: QualityProfile = DEFAULT_PROFILE,
): Verdict {
  const { sought, part } = withTitleMarks(wanted);
  const shape = shapeOf(candidate.name);
  const parsed = parseShape(shape);
  const facts = recordingFacts(candidate, parsed, shape.marks.languages);
  const found = bestTitle(sought, candidate, shape);
  const nameWords = wordsOfName(shape.segments.map(({ text }) => text));
  const durationSeconds = sought.durationSeconds ?? facts.durationSeconds;
  const reasons: readonly VerdictReason[] = [
    judgeTitle(sought, found),
    judgeAuthor(sought, findAuthor(sought, candidate, shape.credited, parsed, found)),
    judgeKind(candidate, parsed),
    judgeLanguage(sought, facts),
    judgeVolume(sought, parsed, found, nameWords),
    judgeSingleBook(sought, parsed),
    judgeWholeBook(part, parsed),
    judgeStudyAid(sought, nameWords),
    judgeAbridged(sought, facts),
    judgeDramatized(sought, facts),
    judgeNarrator(sought, facts),
    judgeRunningTime(sought, facts, profile),
    judgeFormat(parsed, profile),
    judgeSize(candidate, parsed, durationSeconds, profile),
    judgeSeeders(candidate, profile),
  ];
  const kbps = impliedKbps(candidate.sizeBytes, durationSeconds);
  const scoreParts = scoreRelease(reasons, candidate, parsed, kbps, profile);
  const score = Math.round(scoreParts.reduce((sum, { points }) => sum + points, 0) * 10) / 10;
  return { accepted: reasons.every(({ outcome }) => outcome !== 'fail'), reasons, parsed, scoreParts, score };
}

/** Catalogues write "Elantris (1 of 3) [Dramatized Adaptation]" as a title: then that is what is sought. */
function withTitleMarks(wanted: SoughtRecording): {
  readonly sought: SoughtRecording;
  readonly part: string | null;
} {
  const { marks } = shapeOf(wanted.title);
  const sought = {
    ...wanted,
    abridged: wanted.abridged ?? marks.abridged,
    dramatized: wanted.dramatized ?? marks.dramatized,
  };
  return { sought, part: marks.part };
}

/** The title in the name; where other words stand beside it, the indexer's own title field may settle it. */
function bestTitle(
  sought: SoughtRecording,
  { bookTitle }: ReleaseCandidate,
  shape: NameShape,
): FoundTitle | null {
  const inName = findTitle(sought, shape.segments);
  if (inName === null || inName.unexplained.length === 0 || bookTitle === null) return inName;
  const inField = findTitle(sought, shapeOf(bookTitle).segments);
  return inField !== null && inField.unexplained.length === 0 ? { ...inName, unexplained: [] } : inName;
}
