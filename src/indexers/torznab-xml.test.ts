import { describe, expect, it } from 'vitest';
import { createTorznabParser, type TorznabDocument } from './torznab-xml.ts';

const BASE = 'http://prowlarr:9696/7/api';

function parse(xml: string, chunkChars = xml.length): TorznabDocument {
  const parser = createTorznabParser({ baseUrl: BASE });
  for (let at = 0; at < xml.length; at += chunkChars) parser.write(xml.slice(at, at + chunkChars));
  return parser.end();
}

function releasesOf(...items: readonly string[]) {
  const document = parse(
    `<rss><channel>${items.map((item) => `<item>${item}</item>`).join('')}</channel></rss>`,
  );
  if (document.kind !== 'feed') throw new Error(`a feed was expected, not ${document.kind}`);
  return document.releases;
}

function releaseOf(item: string) {
  return releasesOf(item)[0];
}

const CAROL = `<?xml version="1.0" encoding="UTF-8"?>
<rss version="1.0" xmlns:torznab="http://torznab.com/schemas/2015/feed"
     xmlns:newznab="http://www.newznab.com/DTD/2010/feeds/attributes/">
 <channel>
  <title>Prowlarr</title>
  <newznab:response offset="0" total="250"/>
  <item>
   <title>A Christmas Carol by Charles Dickens [ENG / M4B]</title>
   <description><![CDATA[Read by <b>Frank Muller</b>]]></description>
   <guid>https://tracker.example/t/12345</guid>
   <comments>https://tracker.example/t/12345</comments>
   <pubDate>Fri, 24 Dec 2021 18:00:00 +0000</pubDate>
   <size>96468992</size>
   <link>http://127.0.0.1:9696/7/download?apikey=KEY&amp;link=ENC&amp;file=A+Christmas+Carol</link>
   <category>3000</category><category>3030</category><category>Audio/Audiobook</category>
   <enclosure url="http://127.0.0.1:9696/7/download?apikey=KEY&amp;link=ENC&amp;file=A+Christmas+Carol"
              length="96468992" type="application/x-bittorrent"/>
   <torznab:attr name="category" value="3030"/>
   <torznab:attr name="author" value="Charles Dickens"/>
   <torznab:attr name="booktitle" value="A Christmas Carol"/>
   <torznab:attr name="narrator" value="Frank Muller"/>
   <torznab:attr name="language" value="English"/>
   <torznab:attr name="files" value="1"/>
   <torznab:attr name="grabs" value="210"/>
   <torznab:attr name="seeders" value="35"/>
   <torznab:attr name="peers" value="36"/>
   <torznab:attr name="infohash" value="FD98F3F22D2F1189EBA6AC757820536597AE4562"/>
   <torznab:attr name="minimumratio" value="1"/>
   <torznab:attr name="minimumseedtime" value="259200"/>
   <torznab:attr name="downloadvolumefactor" value="0"/>
   <torznab:attr name="tag" value="freeleech"/>
   <torznab:attr name="tag" value="Internal"/>
  </item>
 </channel>
</rss>`;

describe('a feed', () => {
  it.each([
    ['at once', CAROL.length],
    ['in pieces of 7 characters', 7],
    ['character by character', 1],
  ])('is read whole when it arrives %s', (_name, chunkChars) => {
    const link = 'http://127.0.0.1:9696/7/download?apikey=KEY&link=ENC&file=A+Christmas+Carol';

    expect(parse(CAROL, chunkChars)).toEqual({
      kind: 'feed',
      entryCount: 1,
      total: 250,
      releases: [
        {
          title: 'A Christmas Carol by Charles Dickens [ENG / M4B]',
          guid: 'https://tracker.example/t/12345',
          downloadUrl: link,
          infoUrl: 'https://tracker.example/t/12345',
          sizeBytes: 96_468_992,
          seeders: 35,
          leechers: 1,
          files: 1,
          grabs: 210,
          publishedAt: new Date('2021-12-24T18:00:00Z'),
          categories: [3030, 3000],
          author: 'Charles Dickens',
          bookTitle: 'A Christmas Carol',
          narrator: 'Frank Muller',
          language: 'English',
          infohash: 'fd98f3f22d2f1189eba6ac757820536597ae4562',
          minimumRatio: 1,
          minimumSeedTimeSeconds: 259_200,
          downloadVolumeFactor: 0,
          tags: ['freeleech', 'internal'],
        },
      ],
    });
  });

  it('leaves unknown what an entry does not say', () => {
    expect(releaseOf('<title>A</title><link>http://x/1</link>')).toEqual({
      title: 'A',
      guid: 'http://x/1',
      downloadUrl: 'http://x/1',
      infoUrl: null,
      sizeBytes: null,
      seeders: null,
      leechers: null,
      files: null,
      grabs: null,
      publishedAt: null,
      categories: [],
      author: null,
      bookTitle: null,
      narrator: null,
      language: null,
      infohash: null,
      minimumRatio: null,
      minimumSeedTimeSeconds: null,
      downloadVolumeFactor: null,
      tags: [],
    });
  });

  it.each([
    ['the enclosure', '<enclosure url="http://x/1" length="5000"/>'],
    ['an attribute', '<torznab:attr name="size" value="5000"/><enclosure url="http://x/1"/>'],
    [
      'an attribute of newznab',
      '<newznab:attr name="size" value="5000"/><enclosure url="http://x/1" length="0"/>',
    ],
    ['its element, with a fraction', '<size>5000.0</size><enclosure url="http://x/1" length="1"/>'],
  ])('takes the size from %s', (_name, item) => {
    expect(releaseOf(`<title>A</title>${item}`)?.sizeBytes).toBe(5000);
  });

  it.each([
    ['zero', '<size>0</size>'],
    ['less than zero', '<size>-1</size>'],
    ['words', '<size>1.2 GB</size>'],
    ['beyond counting', '<size>99999999999999999999</size>'],
  ])('takes a size of %s for unknown', (_name, item) => {
    expect(releaseOf(`<title>A</title><link>http://x/1</link>${item}`)?.sizeBytes).toBeNull();
  });

  it.each([
    ['peers are both sides', { seeders: '35', peers: '36' }, 35, 1],
    ['leechers as such', { seeders: '35', leechers: '4', peers: '36' }, 35, 4],
    ['fewer peers than seeders are leechers', { seeders: '35', peers: '2' }, 35, 2],
    ['no seeders said', { peers: '36' }, null, null],
    ['nonsense', { seeders: '-3', leechers: 'many' }, null, null],
    ['none', { seeders: '0', peers: '0' }, 0, 0],
  ])('counts seeders and leechers: %s', (_name, attributes, seeders, leechers) => {
    const attrs = Object.entries(attributes).map(
      ([name, value]) => `<torznab:attr name="${name}" value="${value}"/>`,
    );
    const release = releaseOf(`<title>A</title><link>http://x/1</link>${attrs.join('')}`);

    expect(release).toMatchObject({ seeders, leechers });
  });

  it.each([
    ['relative to the server', '<link>/7/download?id=1</link>', 'http://prowlarr:9696/7/download?id=1'],
    ['a magnet link', '<link>magnet:?xt=urn:btih:abc</link>', 'magnet:?xt=urn:btih:abc'],
    ['an enclosure before a link', '<link>http://x/page</link><enclosure url="http://x/1"/>', 'http://x/1'],
    [
      'a magnet link before a page',
      '<link>http://x/page</link><torznab:attr name="magneturl" value="magnet:?xt=1"/>',
      'magnet:?xt=1',
    ],
    [
      'not the cover',
      '<enclosure url="http://x/c.jpg" type="image/jpeg"/><enclosure url="http://x/1"/>',
      'http://x/1',
    ],
    ['with spaces around it', '<link>\n  http://x/1\n </link>', 'http://x/1'],
    [
      'an ampersand that looks like an entity',
      '<link>http://x/1?a=1&amp;copy=2</link>',
      'http://x/1?a=1&copy=2',
    ],
  ])('finds the download link: %s', (_name, item, url) => {
    expect(releaseOf(`<title>A</title>${item}`)?.downloadUrl).toBe(url);
  });

  it.each([
    ['without a link', '<title>A</title>'],
    ['without a title', '<link>http://x/1</link>'],
    ['with a blank title', '<title> </title><link>http://x/1</link>'],
    ['with a link to a file of ours', '<title>A</title><link>file:///etc/passwd</link>'],
    ['with a script for a link', '<title>A</title><link>javascript:alert(1)</link>'],
    ['of usenet', '<title>A</title><enclosure url="http://x/1" type="application/x-nzb"/>'],
  ])('passes over an entry %s, but counts it', (_name, item) => {
    const document = parse(`<rss><channel><item>${item}</item></channel></rss>`);

    expect(document).toEqual({ kind: 'feed', releases: [], entryCount: 1, total: null });
  });

  it.each([
    ['comments', '<comments>https://t/1</comments><guid>https://t/2</guid>', 'https://t/1'],
    ['the id', '<guid>https://t/2</guid>', 'https://t/2'],
    ['an id that is none', '<guid>12345</guid>', null],
    ['the download link again', '<guid>http://x/1</guid>', null],
    ['an address with a key', '<comments>https://t/1?passkey=abc</comments>', null],
    ['a script', '<comments>javascript:alert(1)</comments>', null],
  ])('finds the page for people: %s', (_name, item, infoUrl) => {
    expect(releaseOf(`<title>A</title><link>http://x/1</link>${item}`)?.infoUrl).toBe(infoUrl);
  });

  it.each([
    ['an undefined entity', 'Les Mis&eacute;rables&nbsp;I', 'Les Misérables I'],
    ['one escaped twice', 'War &amp;amp; Peace', 'War & Peace'],
    ['a bare ampersand', 'War & Peace', 'War & Peace'],
    ['CDATA', '<![CDATA[War & <Peace>]]>', 'War & <Peace>'],
    ['numbers', '&#201;mile &#x26; co', 'Émile & co'],
    ['broken lines', 'War\n   and Peace', 'War and Peace'],
  ])('reads a title with %s', (_name, xml, title) => {
    expect(releaseOf(`<title>${xml}</title><link>http://x/1</link>`)?.title).toBe(title);
  });

  it('reads categories that are words', () => {
    const item =
      '<category>Audio &gt; Audiobook</category><category>E-Books</category><category>Other</category>';

    expect(releaseOf(`<title>A</title><link>http://x/1</link>${item}`)?.categories).toEqual([3030, 7020]);
  });

  it('does not take a foreign element for its own', () => {
    const item =
      '<atom:link href="http://y/"/><media:title>B</media:title><title>A</title><link>http://x/1</link>';

    expect(releaseOf(item)).toMatchObject({ title: 'A', downloadUrl: 'http://x/1' });
  });

  it('is read without its channel and with a byte order mark', () => {
    const document = parse(
      '\uFEFF<?xml version="1.0"?><rss><item><title>A</title><link>http://x/1</link></item></rss>',
    );

    expect(document).toMatchObject({ kind: 'feed', entryCount: 1, releases: [{ title: 'A' }] });
  });

  it('keeps the entries before the place where it was cut off', () => {
    const cut =
      '<rss><channel><item><title>A</title><link>http://x/1</link></item><item><title>B</title><link>http://x/';

    expect(parse(cut)).toMatchObject({ kind: 'feed', releases: [{ title: 'A' }] });
  });

  it('cuts off a field without end', () => {
    const release = releaseOf(`<title>${'a&amp;'.repeat(100_000)}</title><link>http://x/1</link>`);

    expect(release?.title.length).toBeLessThan(20_000);
  });
});

describe('caps', () => {
  it('are read with limits, searches and categories', () => {
    const document = parse(`<?xml version="1.0"?><caps>
      <server version="1.0" title="Prowlarr" email="x"/>
      <limits default="50" max="75"/>
      <searching><search available="yes" supportedParams="q" searchEngine="raw"/>
        <book-search available="yes" supportedParams="q, title,author"/></searching>
      <categories><category id="3000" name="Audio"><subcat id="3030" name="Audio/Audiobook"/></category>
        <category id="x" name="broken"/></categories></caps>`);

    expect(document).toEqual({
      kind: 'caps',
      caps: {
        serverTitle: 'Prowlarr',
        maxLimit: 75,
        searchParams: new Set(['q']),
        bookSearchParams: new Set(['q', 'title', 'author']),
        categories: [
          { id: 3000, name: 'Audio' },
          { id: 3030, name: 'Audio/Audiobook' },
        ],
      },
    });
  });

  it('say what is not there, and leave the rest to custom', () => {
    const document = parse(
      '<caps><searching><search available="no"/><book-search available="yes"/></searching></caps>',
    );

    expect(document).toMatchObject({
      caps: { serverTitle: null, maxLimit: null, searchParams: null, bookSearchParams: new Set(['q']) },
    });
  });
});

describe('an answer that is none', () => {
  it.each([
    [
      'an error',
      '<?xml version="1.0"?><error code="100" description="Incorrect user credentials"/>',
      { kind: 'error', code: 100, description: 'Incorrect user credentials' },
    ],
    [
      'an error inside a feed',
      '<rss><error code="910" description="API disabled"/></rss>',
      { kind: 'error', code: 910, description: 'API disabled' },
    ],
    ['an error without a code', '<error description="x"/>', { kind: 'error', code: null, description: 'x' }],
    ['a page', '<!DOCTYPE html>\n<html><script>if (1<2) { "</p>" }</script></html>', { kind: 'web_page' }],
    ['a page without a type', '<HTML><BODY>Login<br></BODY></HTML>', { kind: 'web_page' }],
    ['JSON', ' {"current":"v1"}', { kind: 'json' }],
    ['nothing', '', { kind: 'empty' }],
    ['blanks', '\uFEFF \r\n', { kind: 'empty' }],
    ['words', 'Forbidden', { kind: 'unknown' }],
    ['other XML', '<svg><title>x</title></svg>', { kind: 'unknown' }],
    ['bytes', '\u0000\u0001\uFFFD', { kind: 'unknown' }],
  ])('is known as %s', (_name, body, document) => {
    expect(parse(body)).toEqual(document);
    expect(parse(body, 3)).toEqual(document);
  });

  it('is given up where it nests without end', () => {
    const started = performance.now();

    expect(parse('<a>'.repeat(300_000), 65_536)).toEqual({ kind: 'unknown' });
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});
