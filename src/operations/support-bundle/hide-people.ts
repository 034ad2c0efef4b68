import { isIP } from 'node:net';
import { redactSecrets } from '../../platform/redact-secrets.ts';
import { type Hidden, replaceWords, type Searched, startsAlone } from './replace-words.ts';
import { formsOf, meaningsOf } from './secret-forms.ts';

/** Takes out of texts what must not leave the house; the same thing is the same word in all of them. */
export interface Hide {
  /** Of any text. */
  text(given: string): string;
  /** Of a line of JSON, or any other line. */
  line(given: string): string;
  /** Of every string in a value. */
  value(given: unknown): unknown;
}

const EMAIL = /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/giu;
const MAYBE_ADDRESS =
  /(?<![\p{L}\p{N}.:])(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-f]*:[\da-f]*:[\da-f:.]*)(?![\p{L}\p{N}])/giu;
const OWN_ADDRESS = /^(?:127\.|0\.0\.0\.0$|::1?$|::ffff:127\.)/iu;
const SIGNED_TOKEN = /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*/gu;

/** `secrets` are taken out wherever they stand, `names` by words of their own. */
export function createHide({
  secrets,
  names,
}: {
  readonly secrets: readonly string[];
  readonly names: readonly Hidden[];
}): Hide {
  const withoutSecrets = replaceWords(secrets.flatMap(formsOf), { separators: false });
  const withoutNames = replaceWords(names.flatMap(formsOfName), { separators: true });
  const addresses = new Map<string, string>();

  function hideAddress(given: string): string {
    // A full stop or a colon behind it is the sentence's.
    const bare = given.replace(/(?<!:)[.:]$/u, '');
    if (isIP(bare) === 0 || OWN_ADDRESS.test(bare)) return given;
    const known = addresses.get(bare) ?? `address-${addresses.size + 1}`;
    addresses.set(bare, known);
    return known + given.slice(bare.length);
  }

  const redact = (given: string) =>
    redactSecrets(withoutSecrets(given.normalize('NFC'))).replace(SIGNED_TOKEN, '[hidden]');
  const people = (given: string) =>
    withoutNames(given).replace(EMAIL, '[e-mail]').replace(MAYBE_ADDRESS, hideAddress);
  const text = (given: string) => people(redact(given));

  function lineOf(given: string): string {
    // What names a secret stands beside it: seen only in the whole line.
    const redacted = redact(given);
    const parsed = parseJson(redacted);
    return parsed === undefined ? people(redacted) : JSON.stringify(mapStrings(parsed, people));
  }

  return {
    text,
    line: lineOf,
    value: (given) => {
      const line = lineOf(JSON.stringify(given ?? null));
      return parseJson(line) ?? line;
    },
  };
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function mapStrings(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((each) => mapStrings(each, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, mapStrings(inner, change)]));
}

function formsOfName({ text, instead }: Hidden): readonly Searched[] {
  return meaningsOf(text).map((form) => ({
    text: form,
    instead,
    isAlone: startsAlone(form),
    ignoresCase: true,
    isPerson: true,
  }));
}
