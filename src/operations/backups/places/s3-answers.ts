import { Parser } from 'htmlparser2';

/** What was read of an answer of S3: the texts of its elements, by name, in their order. */
export interface S3Answer {
  /** Of the first element of this name. */
  first(name: string): string | null;
  /** Of each element of this name, what stands inside it. */
  each(name: string): readonly ReadonlyMap<string, string>[];
}

/** Every page of S3 has at most a thousand entries of a few fields. */
const MAX_ELEMENTS = 50_000;

/** Reads the XML of S3 and of what speaks like it; anything else has no elements. */
export function readS3Answer(xml: string): S3Answer {
  const path: string[] = [];
  const texts: { readonly path: readonly string[]; readonly text: string }[] = [];
  let text = '';
  const parser = new Parser(
    {
      onopentag(name) {
        path.push(name);
        text = '';
      },
      ontext(chunk) {
        text += chunk;
      },
      onclosetag() {
        if (texts.length < MAX_ELEMENTS) texts.push({ path: [...path], text: text.trim() });
        path.pop();
        text = '';
      },
    },
    { xmlMode: true },
  );
  parser.end(xml);
  return {
    first: (name) => texts.find((each) => each.path.at(-1) === name)?.text ?? null,
    each(name) {
      const found: Map<string, string>[] = [];
      let inside = new Map<string, string>();
      for (const { path: at, text: said } of texts) {
        if (at.at(-1) === name) {
          found.push(inside);
          inside = new Map();
        } else if (at.at(-2) === name) inside.set(at.at(-1) ?? '', said);
      }
      return found;
    },
  };
}
