import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { resolve } from 'node:path';
import { finished } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { AUDIO_FORMATS } from '../test/support/audio-files/encode-audio.ts';
import { generateLibrary } from '../test/support/audio-files/generate-library.ts';
import { truthOf } from '../test/support/audio-files/item-truth.ts';
import { LIBRARY_LAYOUTS } from '../test/support/audio-files/library-layouts.ts';
import { ALL_KINDS } from '../test/support/audio-files/planned-item.ts';
import { generateSparseLibrary } from './generate-sparse-library.ts';

const USAGE = `npm run bench:library -- FOLDER [--items 10000] [--first 0] [--layouts ${LIBRARY_LAYOUTS.join(',')}]
  [--formats m4b,mp3,…] [--no-sidecars] [--sparse [--files 10]]
Beside the folder comes FOLDER.truth.jsonl: what a reader should find out about each item.`;

const { values: given, positionals } = parseArgs({
  allowPositionals: true,
  allowNegative: true,
  options: {
    items: { type: 'string', default: '10000' },
    first: { type: 'string', default: '0' },
    layouts: { type: 'string' },
    formats: { type: 'string' },
    sidecars: { type: 'boolean', default: true },
    sparse: { type: 'boolean', default: false },
    files: { type: 'string', default: '10' },
  },
});
const [folder] = positionals;
if (folder === undefined) {
  console.error(USAGE);
  process.exit(2);
}

const root = resolve(folder);
const items = Number(given.items);
await mkdir(root, { recursive: true });
const begun = performance.now();
const { files, bytes } = given.sparse
  ? await generateSparseLibrary(root, items, Number(given.files))
  : await generateWithTruth();
const seconds = (performance.now() - begun) / 1000;
console.log(
  `${items.toLocaleString('en')} items, ${files.toLocaleString('en')} audio files, ${Math.round(bytes / 1e6).toLocaleString('en')} MB in ${seconds.toFixed(1)} s`,
);

async function generateWithTruth() {
  const truth = createWriteStream(`${root}.truth.jsonl`);
  const Layouts = z.array(z.enum(LIBRARY_LAYOUTS));
  const Formats = z.array(z.enum(keysOf(AUDIO_FORMATS)));
  const made = await generateLibrary(root, items, Number(given.first), {
    kinds: {
      layouts: given.layouts === undefined ? ALL_KINDS.layouts : Layouts.parse(given.layouts.split(',')),
      formats: given.formats === undefined ? ALL_KINDS.formats : Formats.parse(given.formats.split(',')),
      sidecars: given.sidecars,
    },
    onItem: (item) => truth.write(`${JSON.stringify(truthOf(item))}\n`),
  });
  await finished(truth.end());
  return made;
}

function keysOf<K extends string>(record: Readonly<Record<K, unknown>>): readonly K[] {
  return Object.keys(record) as K[];
}
