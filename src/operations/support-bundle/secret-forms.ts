import { decodeLevels } from './decode-levels.ts';
import { type Searched, startsAlone } from './replace-words.ts';

/** Hexadecimal digits and base64 that are shorter stand in other figures by chance. */
const LONG_DIGITS = 8;

/** As a secret stands in texts; what encodes single characters of it is undone in the text. */
export function formsOf(secret: string): readonly Searched[] {
  const forms = new Map<string, Searched>();
  const add = (text: string, isAlone: boolean, ignoresCase: boolean) => {
    if (!forms.has(text)) forms.set(text, { text, isAlone, ignoresCase, instead: '[hidden]' });
  };
  for (const text of meaningsOf(secret)) add(text, startsAlone(text), !startsAlone(text));
  for (const text of new Set([secret, secret.normalize('NFC')])) {
    const bytes = Buffer.from(text);
    const digits = [bytes.toString('hex'), ...base64sOf(bytes)];
    for (const each of digits) add(each, each.length < LONG_DIGITS, true);
  }
  return [...forms.values()];
}

/** The text, and with all encoding undone that it holds itself. */
export function meaningsOf(text: string): readonly string[] {
  const whole = text.normalize('NFC').trim();
  return [...new Set([whole, decodeLevels(whole).at(-1)?.text ?? whole])];
}

/** By itself, and within other text: wherever it begins there, without the ends that its neighbours decide upon. */
function* base64sOf(bytes: Buffer): Generator<string> {
  for (const encoding of ['base64', 'base64url'] as const) {
    yield bytes.toString(encoding).replace(/=+$/u, '');
    for (const before of [0, 1, 2]) {
      const encoded = Buffer.concat([Buffer.alloc(before), bytes]).toString(encoding);
      const sure = encoded.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
      if (sure.length >= LONG_DIGITS) yield sure;
    }
  }
}
