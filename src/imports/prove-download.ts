import { personKey, titleKey, words } from '../base/text.ts';

/** What the files of a download say of themselves. */
export interface DownloadEvidence {
  /** Album and title tags. */
  readonly titles: readonly string[];
  /** Artist, album artist, composer and narrator tags. */
  readonly people: readonly string[];
  readonly languages: readonly string[];
  /** Names of the folder and of the files, without endings. */
  readonly names: readonly string[];
  readonly durationSeconds: number | null;
  /** Faults of files, as sentences. */
  readonly faults: readonly string[];
}

/** What they were fetched to be. */
export interface ExpectedRecording {
  readonly title: string;
  readonly authors: readonly string[];
  readonly narrators: readonly string[];
  readonly language: string | null;
  readonly durationSeconds: number | null;
}

export interface Proof {
  readonly isProven: boolean;
  /** Each a sentence: what speaks for it, and what against it. */
  readonly findings: readonly string[];
}

interface Finding {
  readonly isDoubt: boolean;
  readonly sentence: string;
}

/** Running times of one recording differ by less. */
const DURATION_TOLERANCE = 0.1;

/**
 * Whether files can be the recording that they were fetched for. The release was judged by its name already, so silence
 * is no doubt; what contradicts is.
 */
export function proveDownload(expected: ExpectedRecording, evidence: DownloadEvidence): Proof {
  const findings = [
    ...faultFindings(evidence),
    titleFinding(expected, evidence),
    authorFinding(expected, evidence),
    narratorFinding(expected, evidence),
    languageFinding(expected, evidence),
    durationFinding(expected, evidence),
  ].filter((finding) => finding !== null);
  return {
    isProven: !findings.some(({ isDoubt }) => isDoubt),
    findings: findings
      .toSorted((a, b) => Number(b.isDoubt) - Number(a.isDoubt))
      .map(({ sentence }) => sentence),
  };
}

function faultFindings({ faults }: DownloadEvidence): readonly Finding[] {
  return faults.map((sentence) => ({ isDoubt: true, sentence }));
}

function titleFinding({ title }: ExpectedRecording, { titles, names }: DownloadEvidence): Finding | null {
  const required = requiredWords(title);
  const says = (text: string) => containsWords(words(text), required);
  const byTag = titles.find(says);
  if (byTag !== undefined) return fact(`The tags name it: "${byTag}".`);
  const telling = titles.filter((text) => !isGeneric(text));
  if (telling.length > 0) return doubt(`The tags name another book: ${quoted(telling)}.`);
  const byName = names.find(says);
  if (byName !== undefined) return fact(`The files name it: "${byName}".`);
  const tellingNames = names.filter((text) => !isGeneric(text));
  return tellingNames.length === 0
    ? null
    : doubt(`Neither tags nor names speak of "${title}": ${quoted(tellingNames)}.`);
}

function authorFinding({ authors }: ExpectedRecording, { people, names }: DownloadEvidence): Finding | null {
  if (authors.length === 0) return null;
  const surnames = authors
    .map((author) => personKey(author).split(' ').at(-1) ?? '')
    .filter((name) => name !== '');
  const says = (text: string) => surnames.some((surname) => words(text).includes(surname));
  const witness = [...people, ...names].find(says);
  if (witness !== undefined) return fact(`The author is named: "${witness}".`);
  const telling = people.filter((name) => !/^(?:unknown|various)\b/i.test(name));
  return telling.length === 0
    ? null
    : doubt(`The tags name other people than ${authors.join(', ')}: ${quoted(telling)}.`);
}

function narratorFinding({ narrators }: ExpectedRecording, { people }: DownloadEvidence): Finding | null {
  if (narrators.length === 0 || people.length === 0) return null;
  const keys = new Set(narrators.map(personKey));
  const witness = people.find((person) => keys.has(personKey(person)));
  return witness === undefined ? null : fact(`The narrator is named: "${witness}".`);
}

function languageFinding({ language }: ExpectedRecording, { languages }: DownloadEvidence): Finding | null {
  if (language === null || languages.length === 0) return null;
  return languages.includes(language)
    ? fact(`The language is right: ${language}.`)
    : doubt(`It is in another language: ${languages.join(', ')} instead of ${language}.`);
}

function durationFinding({ durationSeconds }: ExpectedRecording, evidence: DownloadEvidence): Finding | null {
  if (durationSeconds === null || evidence.durationSeconds === null) return null;
  const share = Math.abs(evidence.durationSeconds - durationSeconds) / durationSeconds;
  const told = `it runs ${minutes(evidence.durationSeconds)}, expected were ${minutes(durationSeconds)}`;
  return share <= DURATION_TOLERANCE
    ? fact(`The running time fits: ${told}.`)
    : doubt(`The running time does not fit: ${told}.`);
}

/** What follows a colon or stands in brackets is often left out. */
function requiredWords(title: string): readonly string[] {
  const short = title.replace(/[([].*?[)\]]/g, ' ').split(/:\s/)[0] ?? title;
  return words(titleKey(short) || titleKey(title));
}

/** All words, next to each other and in order: "It" is not in "It Ends with Us" by chance only because a tag has more to say. */
function containsWords(text: readonly string[], required: readonly string[]): boolean {
  if (required.length === 0) return true;
  return text.some((_, start) => required.every((word, at) => text[start + at] === word));
}

/** "Track 01", "Chapter 3", "CD2": says nothing of the book. */
function isGeneric(text: string): boolean {
  const rest = words(text).filter(
    (word) =>
      !/^\d+$/.test(word) &&
      !/^(?:track|chapter|part|disc|disk|cd|side|kapitel|teil|of|the|title|audio|book|audiobook|unknown|album|untitled|opening|end|ending|credits|prologue|epilogue|introduction|intro|outro|mp3|m4b|v)\d*$/.test(
        word,
      ),
  );
  return rest.length === 0;
}

const QUOTED_AT_MOST = 3;

function quoted(texts: readonly string[]): string {
  return [...new Set(texts)]
    .slice(0, QUOTED_AT_MOST)
    .map((text) => `"${text}"`)
    .join(', ');
}

function minutes(seconds: number): string {
  return `${Math.round(seconds / 60)} min`;
}

function fact(sentence: string): Finding {
  return { isDoubt: false, sentence };
}

function doubt(sentence: string): Finding {
  return { isDoubt: true, sentence };
}
