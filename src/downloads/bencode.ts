import { Refused } from '../base/errors.ts';

export type Bencoded = number | Uint8Array | BencodedList | BencodedDictionary;
export type BencodedList = readonly Bencoded[];
/** Keys are bytes, one character each (latin1). */
export type BencodedDictionary = ReadonlyMap<string, Bencoded>;

export interface BencodedFile {
  readonly root: BencodedDictionary;
  /** The bytes of a value in the root, as they came. */
  slice(key: string): Uint8Array | null;
}

const MAX_DEPTH = 100;
/** Fifty thousand files; a value of one byte costs a hundred in memory. */
const MAX_VALUES = 300_000;
const [COLON, MINUS, DIGIT_0, DIGIT_9] = [0x3a, 0x2d, 0x30, 0x39];
const [INTEGER, LIST, DICTIONARY, END] = [0x69, 0x6c, 0x64, 0x65];

/** Reads a file that is one bencoded dictionary. Throws Refused with the place where it is wrong. */
export function readBencode(bytes: Uint8Array): BencodedFile {
  const places = new Map<string, readonly [number, number]>();
  let at = 0;
  let values = 0;

  function readValue(depth: number): Bencoded {
    values += 1;
    if (values > MAX_VALUES) throw fault('it has too many parts');
    if (depth > MAX_DEPTH) throw fault('it nests too deeply');
    switch (bytes[at]) {
      case INTEGER:
        return readInteger();
      case LIST:
        return readList(depth);
      case DICTIONARY:
        return readDictionary(depth);
      default:
        return readBytes();
    }
  }

  function readInteger(): number {
    at += 1;
    const start = at;
    if (bytes[at] === MINUS) at += 1;
    readDigits(19);
    const text = latin1(bytes.subarray(start, at));
    if (text.startsWith('-0')) throw fault('a number is written wrongly');
    expectByte(END);
    return Number(text);
  }

  function readBytes(): Uint8Array {
    const length = readDigits(9);
    expectByte(COLON);
    const start = at;
    if (length > bytes.length - start) throw fault('a text is longer than the file');
    at += length;
    return bytes.subarray(start, at);
  }

  function readList(depth: number): BencodedList {
    at += 1;
    const list: Bencoded[] = [];
    while (bytes[at] !== END) list.push(readValue(depth + 1));
    at += 1;
    return list;
  }

  /** One key twice could mean one thing to us and another to the client. */
  function readDictionary(depth: number): BencodedDictionary {
    at += 1;
    const dictionary = new Map<string, Bencoded>();
    while (bytes[at] !== END) {
      const key = latin1(readBytes());
      if (dictionary.has(key)) throw fault('a key comes twice');
      const start = at;
      dictionary.set(key, readValue(depth + 1));
      if (depth === 0) places.set(key, [start, at]);
    }
    at += 1;
    return dictionary;
  }

  function readDigits(maxDigits: number): number {
    const start = at;
    for (let byte = bytes[at]; byte !== undefined && byte >= DIGIT_0 && byte <= DIGIT_9; byte = bytes[at])
      at += 1;
    const digits = at - start;
    const isPadded = digits > 1 && bytes[start] === DIGIT_0;
    if (digits === 0 || digits > maxDigits || isPadded) throw fault('a number is written wrongly');
    return Number(latin1(bytes.subarray(start, at)));
  }

  function expectByte(byte: number): void {
    if (bytes[at] !== byte) throw fault(at >= bytes.length ? 'it is cut off' : 'it is not bencoded');
    at += 1;
  }

  function fault(why: string): Refused {
    return new Refused(`The file is not a torrent: ${why}, at byte ${at}.`);
  }

  if (bytes[0] !== DICTIONARY) throw fault('it is not bencoded');
  const root = readDictionary(0);
  if (latin1(bytes.subarray(at)).trim() !== '') throw fault('something follows its end');
  return {
    root,
    slice(key) {
      const place = places.get(key);
      return place === undefined ? null : bytes.subarray(...place);
    },
  };
}

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}
