import { Parser } from 'htmlparser2';

/** An element of an XML document, without its children. */
export interface XmlElement {
  /** In small letters, without its prefix. */
  readonly name: string;
  /** By names in small letters, without their prefixes. */
  readonly attributes: Readonly<Record<string, string>>;
  readonly text: string;
}

const MAX_DEPTH = 40;
const MOST_ELEMENTS = 5_000;
const LONGEST_TEXT = 50_000;

interface OpenElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  text: string;
}

/**
 * The elements of a document in the order in which they begin; null where it is no XML, or nested deeper than any such
 * file. Entities that a document declares itself stay as they are written.
 */
export function readElements(xml: string): readonly XmlElement[] | null {
  const elements: OpenElement[] = [];
  const open: OpenElement[] = [];
  let isTooMuch = false;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        isTooMuch ||= open.length >= MAX_DEPTH || elements.length >= MOST_ELEMENTS;
        if (isTooMuch) return parser.pause();
        const element = { name: local(name), attributes: localAttributes(attributes), text: '' };
        elements.push(element);
        open.push(element);
      },
      ontext(text) {
        const element = open.at(-1);
        if (element && element.text.length < LONGEST_TEXT) element.text += text;
      },
      onclosetag() {
        open.pop();
      },
    },
    { xmlMode: true },
  );
  parser.write(xml);
  if (!isTooMuch) parser.end();
  return isTooMuch || elements.length === 0 ? null : elements;
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1).toLowerCase();
}

function localAttributes(attributes: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(attributes).map(([name, value]) => [local(name), value]));
}
