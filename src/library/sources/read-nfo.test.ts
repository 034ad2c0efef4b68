import { describe, expect, it } from 'vitest';
import { readNfo } from './read-nfo.ts';
import type { Statement } from './statement.ts';

const RIPPER = `General Information
===================
 Title:                  A Christmas Carol
 Author:                 Charles Dickens
 Read By:                Frank Muller
 Copyright:              1843
 Audiobook Copyright:    1999
 Genre:                  Audiobook
 Publisher:              Recorded Books
 Series Name:            Christmas Books
 Position in Series:     01
 Abridged:               No
 ASIN:                   B002V1NDYK

Media Information
=================
 Source Format:          Audible AAX
 Encoded Codec:          AAC LC

Book Description
================
Marley was dead: to begin with.
There is no doubt whatever about that.

The register of his burial was signed.
`;

const SCENE = `
ÛßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßÛ
Û   Title.......: Emma              Û
Û   Author......: Jane Austen       Û
Û   Narrator....: Juliet Stevenson  Û
Û   Year........: 2006              Û
Û   Type........: Unabridged        Û
ÛÜÜÜÜÜÜÜÜÜÜÜÜÜÜÜÜÜÜÜÜÜÜÜÜÜÜÜÜÜÜÜÜÛ
`;

describe('readNfo', () => {
  it.each<[string, string, Partial<Statement>]>([
    [
      'what rippers write',
      RIPPER,
      {
        title: 'A Christmas Carol',
        authors: ['Charles Dickens'],
        narrators: ['Frank Muller'],
        series: [{ name: 'Christmas Books', position: '1' }],
        publishedYear: 1843,
        publisher: 'Recorded Books',
        abridged: false,
        asin: 'B002V1NDYK',
        description:
          'Marley was dead: to begin with.\nThere is no doubt whatever about that.\n\nThe register of his burial was signed.',
      },
    ],
    [
      'what stands in a frame',
      SCENE,
      {
        title: 'Emma',
        authors: ['Jane Austen'],
        narrators: ['Juliet Stevenson'],
        publishedYear: 2006,
        abridged: false,
      },
    ],
    [
      'lines drawn around the text',
      '║ Title : Emma ║\n║ By : Jane Austen ║\n╚═══════╝',
      { title: 'Emma', authors: ['Jane Austen'] },
    ],
    [
      'tabs and no colons',
      'Title\tEmma\nWritten by\tJane Austen\nUnabridged\tYes',
      { title: 'Emma', authors: ['Jane Austen'], abridged: false },
    ],
    [
      'a play by its type',
      'Title: Emma\nType: Full Cast Audio Dramatization\nPublisher: BBC',
      { title: 'Emma', publisher: 'BBC', abridged: null, dramatised: true },
    ],
    ['a play by its genre', 'Title: Emma\nGenre: Classics, Radio Drama', { title: 'Emma', dramatised: true }],
    [
      'no play where it says so',
      'Title: Emma\nDramatized: No\nGenre: Drama',
      { title: 'Emma', dramatised: false },
    ],
    [
      'German',
      'Titel: Emma\nAutor: Jane Austen\nSprecher: Eva Mattes\nJahr: 2010\nSprache: Deutsch',
      { title: 'Emma', narrators: ['Eva Mattes'], publishedYear: 2010, language: 'de' },
    ],
    [
      'a description on its own line',
      'Title: Emma\nDescription: Emma is handsome.\nAnd clever.\nPublisher: Naxos',
      { description: 'Emma is handsome.\nAnd clever.', publisher: 'Naxos' },
    ],
    ['a title with a colon in it', 'Title: 2001: A Space Odyssey', { title: '2001: A Space Odyssey' }],
    [
      'the place in the name of the series',
      'Title: Emma\nSeries: Highbury, Book 2',
      { series: [{ name: 'Highbury', position: '2' }] },
    ],
    ['no series', 'Title: Emma\nSeries Name: N/A', { series: [] }],
    [
      'what media centres write',
      '<?xml version="1.0"?><album><title>Emma</title><artist>Jane Austen</artist><artist>Anonymous</artist><year>1815</year><review>Handsome &amp; clever.</review></album>',
      {
        title: 'Emma',
        authors: ['Jane Austen', 'Anonymous'],
        publishedYear: 1815,
        description: 'Handsome & clever.',
      },
    ],
  ])('reads %s', (_, text, statement) => {
    expect(readNfo(text)).toMatchObject(statement);
  });

  it.each(['', 'Have fun!', '<album>', '='.repeat(1_000_000), ' '.repeat(1_000_000), 'a: '.repeat(300_000)])(
    'says nothing of what says nothing',
    (text) => {
      expect(readNfo(text)).toBeNull();
    },
  );
});
