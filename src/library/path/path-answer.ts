import { z } from 'zod';
import { personKey, titleKey } from '../../base/text.ts';
import { countNames, type Evidence, RUN_TOGETHER } from './evidence.ts';
import { explainPath } from './explain-path.ts';
import type { ExplainedPath } from './path-reading.ts';
import { readingOf } from './read-path.ts';

const Question = z.object({
  id: z.unknown().optional(),
  path: z.string(),
  files: z.array(z.string()).nullish(),
});

type Question = z.infer<typeof Question>;

/**
 * Answers the lines of `parse-path`, each with what the path in it says, or why it cannot be read; null stands for a line
 * that is too long. They are one list: a name that is an author's or a series' in one path tells of it in the others.
 */
export function answerPaths(lines: readonly (string | null)[]): readonly object[] {
  const counted = countNames();
  const drafts = lines.map((line) => {
    const asked = questionIn(line);
    if ('error' in asked) return { answer: asked };
    const explained = explainPath(asked.path, asked.files ?? []);
    counted.add(explained);
    return { answer: answerTo(asked, explained), asked, names: namesOf(explained) };
  });
  const evidence = counted.evidence();
  return drafts.map(({ answer, asked, names }) =>
    asked && isTold(names, evidence)
      ? answerTo(asked, explainPath(asked.path, asked.files ?? [], evidence))
      : answer,
  );
}

/** Answers one line by itself. */
export function answerPath(line: string): object {
  return answerPaths([line])[0] ?? {};
}

function questionIn(line: string | null): Question | { readonly id: unknown; readonly error: string } {
  if (line === null) return { id: null, error: 'The line is too long.' };
  let given: unknown;
  try {
    given = JSON.parse(line);
  } catch {
    return { id: null, error: 'The line is not JSON.' };
  }
  const question = Question.safeParse(given);
  return question.success
    ? question.data
    : { id: idOf(given), error: 'The line needs "path", a text; "files" is a list of texts.' };
}

/** The names on which evidence may throw another light. */
interface Names {
  readonly authors: readonly string[];
  readonly others: readonly string[];
  readonly isRunTogether: boolean;
}

function namesOf({ title, authors, series }: ExplainedPath): Names {
  return {
    authors: (authors?.value ?? []).map(titleKey),
    others: [title.value, ...series.map(({ value }) => value.name)].map(personKey),
    isRunTogether: series.some(({ why }) => why === RUN_TOGETHER),
  };
}

function isTold({ authors, others, isRunTogether }: Names, evidence: Evidence): boolean {
  return (
    isRunTogether ||
    authors.some((name) => evidence.series.has(name)) ||
    others.some((name) => evidence.authors.has(name))
  );
}

function answerTo({ id = null }: Question, explained: ExplainedPath): object {
  const reading = readingOf(explained);
  return {
    id,
    title: reading.title,
    ...(reading.subtitle === null ? {} : { subtitle: reading.subtitle }),
    ...filled('authors', reading.authors),
    ...filled('narrators', reading.narrators),
    ...filled(
      'series',
      reading.series.map(({ name, position }) => ({ name, ...(position === null ? {} : { position }) })),
    ),
    ...(reading.year === null ? {} : { year: reading.year }),
    ...(reading.asin === null ? {} : { asin: reading.asin }),
    ...(reading.abridged === null ? {} : { abridged: reading.abridged }),
    ...(reading.bitrateKbps === null ? {} : { bitrate_kbps: reading.bitrateKbps }),
  };
}

function filled(field: string, list: readonly unknown[]): object {
  return list.length === 0 ? {} : { [field]: list };
}

function idOf(given: unknown): unknown {
  return typeof given === 'object' && given !== null && 'id' in given ? given.id : null;
}
