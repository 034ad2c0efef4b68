import { collectionSigns } from './collection-words.ts';
import { shapeOf } from './name-shape.ts';
import type { ParsedRelease } from './parsed-release.ts';
import { EBOOK_FORMATS } from './quality-profile.ts';
import type { ReleaseCandidate, SoughtRecording } from './release-candidate.ts';
import { volumeNumber } from './series-place.ts';
import { comparableWords } from './sought-title.ts';
import { fail, pass, unknown, type VerdictReason } from './verdict.ts';

const AUDIOBOOKS = 3030;
/** Audio in general, lossless, other audio, and what an indexer sorts nowhere. */
const MAYBE_AUDIOBOOKS = [3000, 3040, 3050, 8000, 8010];

/** It must be audio: by the indexer's category, else by what the name says. */
export function judgeKind({ categories }: ReleaseCandidate, parsed: ParsedRelease): VerdictReason {
  const standard = categories.filter((category) => category >= 1000 && category < 9000);
  const isAudio = standard.includes(AUDIOBOOKS);
  if (parsed.formats.length > 0 && parsed.formats.every((format) => EBOOK_FORMATS.has(format))) {
    return fail('kind', `It is a book to read (${parsed.formats.join(', ')}), not an audiobook.`);
  }
  if (isAudio) return pass('kind', 'The indexer lists it under audiobooks.');
  const isSomeAudio = standard.some((category) => category >= 3000 && category < 4000);
  if (!isSomeAudio && standard.some((category) => category >= 7000 && category < 8000)) {
    return fail('kind', 'The indexer lists it under books to read.');
  }
  const isElsewhere =
    standard.length > 0 && standard.every((category) => !MAYBE_AUDIOBOOKS.includes(category));
  if (isElsewhere)
    return fail('kind', `The indexer lists it under ${standard.join(', ')}, not under audiobooks (3030).`);
  if (parsed.isAudiobook === true) return pass('kind', 'Its name says that it is an audiobook.');
  return unknown('kind', 'Neither the category nor the name says whether it is an audiobook.');
}

/** A box set or an omnibus is not the single book. */
export function judgeSingleBook(sought: SoughtRecording, parsed: ParsedRelease): VerdictReason {
  if (!parsed.isCollection) return pass('single-book', 'It is one book.');
  const titleParts = shapeOf(sought.title).segments;
  if (titleParts.some(({ text }) => collectionSigns(text).isCollection))
    return pass('single-book', 'A collection is what is sought.');
  const range = parsed.series[0]?.position;
  if (range && sought.series.some(({ position }) => position !== null && volumeNumber(position) === range)) {
    return pass('single-book', `The book sought is ${range} of its series.`);
  }
  return fail('single-book', `It is a collection${range ? ` (${range})` : ''}, not the single book.`);
}

/** "4 of 5" is only a part of the recording. */
export function judgeWholeBook(soughtPart: string | null, parsed: ParsedRelease): VerdictReason {
  if (soughtPart !== null) {
    return parsed.part === soughtPart
      ? pass('whole-book', `It is part ${soughtPart}, as sought.`)
      : fail('whole-book', `Part ${soughtPart} is sought; the release does not say that it is that part.`);
  }
  if (parsed.part === null) return pass('whole-book', 'Nothing says that it is only a part.');
  return fail('whole-book', `It is only part ${parsed.part}.`);
}

const STUDY_AIDS = [
  'summary',
  'summaries',
  'study guide',
  'studyguide',
  'workbook',
  'sparknotes',
  'cliffsnotes',
  'cliffs notes',
  'supersummary',
  'instaread',
  'blinkist',
  'book review',
  'review of',
  'analysis of',
  'key takeaways',
  'takeaways from',
  'conversation starters',
  'companion to',
  'guide to',
  'trivia',
  'quiz',
  'unofficial',
  'zusammenfassung',
  'resumen',
  'resume de',
  'lesson plans',
  'a reader',
  'in a nutshell',
  'book club kit',
  'teachers guide',
  'discussion guide',
  'commentary on',
  'excerpt',
  'sample',
  'preview',
  'podcast',
].map((text) => text.split(' '));

/** Summaries, workbooks and the like carry the title without being the book. */
export function judgeStudyAid(sought: SoughtRecording, nameWords: readonly string[]): VerdictReason {
  const own = [...comparableWords(sought.title), ...comparableWords(sought.subtitle ?? '')];
  const sign = STUDY_AIDS.find((phrase) => holds(nameWords, phrase) && !holds(own, phrase));
  if (!sign) return pass('study-aid', 'It is no summary or guide.');
  return fail(
    'study-aid',
    `"${sign.join(' ')}" in the name: it is about the book, or a piece of it, not the book.`,
  );
}

function holds(text: readonly string[], phrase: readonly string[]): boolean {
  return text.some((_, at) => phrase.every((word, offset) => text[at + offset] === word));
}
