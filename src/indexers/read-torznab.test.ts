import { expect, it } from 'vitest';
import { readTorznab } from './read-torznab.ts';

const BASE = 'http://indexer.example/api';

function replyOf(chunks: readonly Uint8Array[], contentType: string | null = null) {
  return {
    header: (name: string) => (name === 'content-type' ? contentType : null),
    async *body() {
      yield* chunks;
    },
  };
}

function read({ header, body }: ReturnType<typeof replyOf>) {
  return readTorznab({ header, body: body() }, BASE);
}

function feedOf(title: string): string {
  return `<rss><item><title>${title}</title><link>/1</link></item></rss>`;
}

it('lets other work go on between two pieces, even where all have arrived', async () => {
  let turns = 0;
  let isReading = true;
  const count = () => {
    turns += 1;
    if (isReading) setImmediate(count);
  };
  setImmediate(count);

  await read(replyOf(Array.from({ length: 50 }, () => Buffer.from('<x/>')))).finally(
    () => (isReading = false),
  );

  expect(turns).toBeGreaterThanOrEqual(49);
});

it('puts a letter together that two pieces share', async () => {
  const bytes = Buffer.from(feedOf('Émile'));
  const middle = bytes.indexOf(0xc3) + 1;

  const document = await read(replyOf([bytes.subarray(0, middle), bytes.subarray(middle)]));

  expect(document).toMatchObject({ releases: [{ title: 'Émile', downloadUrl: 'http://indexer.example/1' }] });
});

it.each([
  ['the header', 'text/xml; charset="iso-8859-1"', feedOf('Émile')],
  ['the document', null, `<?xml version="1.0" encoding='ISO-8859-1'?>${feedOf('Émile')}`],
  [
    'the header before the document',
    'text/xml;charset=latin1',
    `<?xml version="1.0" encoding="utf-8"?>${feedOf('Émile')}`,
  ],
])('reads the charset that %s names', async (_name, contentType, xml) => {
  await expect(read(replyOf([Buffer.from(xml, 'latin1')], contentType))).resolves.toMatchObject({
    releases: [{ title: 'Émile' }],
  });
});

it('reads an unknown charset as UTF-8', async () => {
  await expect(
    read(replyOf([Buffer.from(feedOf('Émile'))], 'text/xml; charset=x-odd')),
  ).resolves.toMatchObject({
    releases: [{ title: 'Émile' }],
  });
});

it('knows nothing from something', async () => {
  await expect(read(replyOf([]))).resolves.toEqual({ kind: 'empty' });
});
