import { z } from 'zod';
import { readPath } from './read-path.ts';

const Question = z.object({
  id: z.unknown().optional(),
  path: z.string(),
  files: z.array(z.string()).nullish(),
});

/** Answers one line of `parse-path`: what the path in it says, or why it cannot be read. Never throws. */
export function answerPath(line: string): object {
  let given: unknown;
  try {
    given = JSON.parse(line);
  } catch {
    return { id: null, error: 'The line is not JSON.' };
  }
  const question = Question.safeParse(given);
  if (!question.success)
    return { id: idOf(given), error: 'The line needs "path", a text; "files" is a list of texts.' };
  const { id = null, path, files } = question.data;
  const reading = readPath(path, files ?? []);
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
