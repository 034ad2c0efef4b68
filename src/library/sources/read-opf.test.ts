import { describe, expect, it } from 'vitest';
import { readOpf } from './read-opf.ts';
import type { Statement } from './statement.ts';

const CALIBRE = `<?xml version='1.0' encoding='utf-8'?>
<package xmlns="http://www.idpf.org/2007/opf" unique-identifier="uuid_id" version="2.0">
  <metadata xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:opf="http://www.idpf.org/2007/opf">
    <dc:identifier opf:scheme="calibre" id="calibre_id">42</dc:identifier>
    <dc:identifier opf:scheme="MOBI-ASIN">B000000001</dc:identifier>
    <dc:identifier opf:scheme="AUDIBLE">B002V1NDYK</dc:identifier>
    <dc:identifier opf:scheme="ISBN">9780140439052</dc:identifier>
    <dc:title>A Christmas Carol</dc:title>
    <dc:creator opf:file-as="Dickens, Charles" opf:role="aut">Charles Dickens</dc:creator>
    <dc:creator opf:role="nrt">Frank Muller</dc:creator>
    <dc:contributor opf:role="bkp">calibre (5.0)</dc:contributor>
    <dc:date>1843-12-19T00:00:00+00:00</dc:date>
    <dc:description>&lt;div&gt;&lt;p&gt;Marley was dead.&lt;/p&gt;&lt;/div&gt;</dc:description>
    <dc:publisher>Chapman &amp; Hall</dc:publisher>
    <dc:language>eng</dc:language>
    <meta content="Christmas Books" name="calibre:series"/>
    <meta content="1.0" name="calibre:series_index"/>
    <meta name="calibre:title_sort" content="Christmas Carol, A"/>
  </metadata>
</package>`;

const EPUB3 = `<package version="3.0"><metadata>
  <dc:title id="t1">Emma</dc:title><meta refines="#t1" property="title-type">main</meta>
  <dc:title id="t2">A Novel</dc:title><meta refines="#t2" property="title-type">subtitle</meta>
  <dc:creator id="c1">Austen, Jane</dc:creator>
  <meta refines="#c1" property="role">aut</meta><meta refines="#c1" property="file-as">Austen, Jane</meta>
  <dc:contributor id="c2">Juliet Stevenson</dc:contributor><meta refines="#c2" property="role">nrt</meta>
  <dc:contributor id="c3">A. Translator</dc:contributor><meta refines="#c3" property="role">trl</meta>
  <dc:identifier>urn:isbn:9780141439587</dc:identifier>
  <meta property="belongs-to-collection" id="s1">Highbury</meta>
  <meta refines="#s1" property="collection-type">series</meta><meta refines="#s1" property="group-position">2</meta>
  <meta property="belongs-to-collection" id="s2">Penguin Classics</meta><meta refines="#s2" property="collection-type">set</meta>
</metadata></package>`;

describe('readOpf', () => {
  it('reads what Calibre writes', () => {
    expect(readOpf(CALIBRE)).toEqual({
      title: 'A Christmas Carol',
      subtitle: null,
      authors: ['Charles Dickens'],
      narrators: ['Frank Muller'],
      series: [{ name: 'Christmas Books', position: '1' }],
      publishedYear: 1843,
      language: 'en',
      publisher: 'Chapman & Hall',
      description: 'Marley was dead.',
      asin: 'B002V1NDYK',
      isbn: '9780140439052',
      abridged: null,
      dramatised: null,
    } satisfies Statement);
  });

  it('reads the refinements and collections of EPUB 3', () => {
    expect(readOpf(EPUB3)).toMatchObject({
      title: 'Emma',
      subtitle: 'A Novel',
      authors: ['Jane Austen'],
      narrators: ['Juliet Stevenson'],
      series: [{ name: 'Highbury', position: '2' }],
      isbn: '9780141439587',
    });
  });

  it.each<[string, string, Partial<Statement>]>([
    [
      'a column for narrators',
      `<meta name="calibre:user_metadata:#narrators" content="{&quot;#value#&quot;: [&quot;Juliet Stevenson&quot;], &quot;is_multiple&quot;: {}}"/>`,
      { narrators: ['Juliet Stevenson'] },
    ],
    [
      'a column that is no JSON',
      '<meta name="calibre:user_metadata:#narrators" content="{"/>',
      { narrators: [] },
    ],
    [
      'several series',
      '<meta name="calibre:series" content="A"/><meta name="calibre:series_index" content="1"/><meta name="calibre:series" content="B"/>',
      {
        series: [
          { name: 'A', position: '1' },
          { name: 'B', position: null },
        ],
      },
    ],
    [
      'an author without a role, not the illustrator',
      '<dc:creator>Jane Austen</dc:creator><dc:creator opf:role="ill">C. E. Brock</dc:creator>',
      { authors: ['Jane Austen'] },
    ],
    ['a date of nobody', '<dc:date>0101-01-01T00:00:00+00:00</dc:date>', { publishedYear: null }],
    [
      'the date of publication among several',
      '<dc:date opf:event="modification">2020</dc:date><dc:date opf:event="publication">1815</dc:date>',
      { publishedYear: 1815 },
    ],
    [
      'an Amazon number of the e-book as silence',
      '<dc:identifier opf:scheme="AMAZON">B002V1NDYK</dc:identifier>',
      { asin: null },
    ],
  ])('reads %s', (_, inner, statement) => {
    expect(readOpf(`<package><metadata>${inner}</metadata></package>`)).toMatchObject(statement);
  });

  it('does not expand entities that a document declares', () => {
    const lol = `<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>`;

    expect(readOpf(`${lol}<package><title>&b;&f;</title></package>`)?.title).toBe('&b;&f;');
  });

  it.each(['', 'no XML', '<html><body>x</body></html>', '<package>'.repeat(100_000)])(
    'takes nothing from what is none',
    (text) => {
      expect(readOpf(text)).toBeNull();
    },
  );
});
