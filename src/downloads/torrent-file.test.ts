import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forgeTorrent, makeTorrent, makeV2Torrent } from '../../test/support/torrent.ts';
import { encodeBencode } from '../../test/support/torrent-bencode.ts';
import { Refused } from '../base/errors.ts';
import { readTorrentFile } from './torrent-file.ts';

/** Made by mktorrent from "Charles Dickens - A Christmas Carol (1843)"; qBittorrent gave its infohash. */
const CAROL =
  'ZDg6YW5ub3VuY2UzMTpodHRwOi8vMTI3LjAuMC4xOjQxOTY5L2Fubm91bmNlMTA6Y3JlYXRlZCBieTEzOm1rdG9ycmVudCAxLjExMzpjcmVhdGlvbiBkYXRlaTE3OTUzNTM1NzdlNDppbmZvZDU6ZmlsZXNsZDY6bGVuZ3RoaTE2MDYxNWU0OnBhdGhsMTY6MDEgLSBTdGF2ZSAxLm1wM2VlZDY6bGVuZ3RoaTE2MDYxNWU0OnBhdGhsMTY6MDIgLSBTdGF2ZSAyLm1wM2VlZTQ6bmFtZTQyOkNoYXJsZXMgRGlja2VucyAtIEEgQ2hyaXN0bWFzIENhcm9sICgxODQzKTEyOnBpZWNlIGxlbmd0aGk2NTUzNmU2OnBpZWNlczEwMDq2feSOpuuNaRR/3vuxcTDhFjSJR5jgH7Q3Vwq+UkUqheTIwRLK4MxV0i5PHeRQ6d2oPcIFwFTUNv3tKBshP3qggVvOj9s2S6LO90706LjEe1i52TeafJEpVt+Wgn0anmZmPSraNzpwcml2YXRlaTFlZWU=';

function file(path: readonly string[], length = 10) {
  return { path, length };
}

describe('readTorrentFile', () => {
  it('reads what a real client read', () => {
    const torrent = readTorrentFile(Buffer.from(CAROL, 'base64'));

    expect(torrent.infohash).toBe('fd98f3f22d2f1189eba6ac757820536597ae4562');
    expect(torrent).toMatchObject({
      name: 'Charles Dickens - A Christmas Carol (1843)',
      isPrivate: true,
      sizeBytes: 321_230,
      warnings: [],
    });
    expect(torrent.files.every(({ path }) => path.startsWith(`${torrent.name}/`))).toBe(true);
  });

  it('reads what mktorrent makes', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'torrent-file-'));
    const contentPath = join(folder, 'Émile (1762)');
    await mkdir(join(contentPath, 'CD1'), { recursive: true });
    await writeFile(join(contentPath, 'CD1', '01.mp3'), Buffer.alloc(40_000));
    await writeFile(join(contentPath, 'cover.jpg'), Buffer.alloc(7));

    const torrent = readTorrentFile(
      await makeTorrent({ contentPath, announceUrl: 'http://127.0.0.1:1/announce' }),
    );

    expect(torrent).toMatchObject({ name: 'Émile (1762)', isPrivate: true, sizeBytes: 40_007, warnings: [] });
    expect(torrent.files.toSorted((a, b) => b.sizeBytes - a.sizeBytes)).toEqual([
      { path: 'Émile (1762)/CD1/01.mp3', sizeBytes: 40_000 },
      { path: 'Émile (1762)/cover.jpg', sizeBytes: 7 },
    ]);
    await rm(folder, { recursive: true });
  });

  it('reads a torrent of one file', () => {
    const torrent = readTorrentFile(forgeTorrent({ name: 'book.m4b', length: 10 }));

    expect(torrent.files).toEqual([{ path: 'book.m4b', sizeBytes: 10 }]);
  });

  it('hashes the bytes as they came, whatever their order', () => {
    const info = 'd4:name4:book6:lengthi10e6:pieces20:aaaaaaaaaaaaaaaaaaaae';

    const { infohash } = readTorrentFile(Buffer.from(`d8:announce1:x4:info${info}e`));

    expect(infohash).toBe(createHash('sha1').update(info).digest('hex'));
  });

  it('cuts the infohash of v2 alone to 20 bytes, and takes that of v1 where there are both', () => {
    const content = Buffer.from('once upon a time');
    const both = makeV2Torrent({ name: 'book.m4b', content, isHybrid: true });
    const alone = makeV2Torrent({ name: 'book.m4b', content, isHybrid: false });
    const info = alone.subarray(
      Buffer.from(alone).indexOf('4:info') + 6,
      Buffer.from(alone).indexOf('12:piece layers'),
    );

    expect(readTorrentFile(alone)).toMatchObject({
      infohash: createHash('sha256').update(info).digest('hex').slice(0, 40),
      files: [{ path: 'book.m4b', sizeBytes: 16 }],
    });
    expect(readTorrentFile(both).infohash).not.toBe(readTorrentFile(alone).infohash);
    expect(readTorrentFile(both).files).toEqual([{ path: 'book.m4b', sizeBytes: 16 }]);
  });

  it('leaves out padding', () => {
    const files = [file(['1.mp3']), { ...file(['.pad', '99']), attr: 'p' }];

    expect(readTorrentFile(forgeTorrent({ files })).files).toEqual([{ path: 'book/1.mp3', sizeBytes: 10 }]);
  });

  it.each([
    ['..', ['..', 'x'], '../x'],
    ['.. in the middle', ['a', '..', '..', 'x'], 'a/../../x'],
    ['an absolute path', ['', 'etc', 'passwd'], '/etc/passwd'],
    ['a slash in a name', ['/etc/passwd'], '/etc/passwd'],
    ['a slash between names', ['a/../../x'], 'a/../../x'],
    ['a backslash', ['..\\x'], '..\\x'],
    ['a drive', ['C:', 'x'], 'C:/x'],
    ['NUL', ['a\0.mp3'], 'a'],
    ['an empty name', ['a', ''], 'a/'],
  ])('refuses a file by %s', (_name, path, shown) => {
    const torrent = forgeTorrent({ files: [file(['1.mp3']), file(path)] });

    expect(() => readTorrentFile(torrent)).toThrow(Refused);
    expect(() => readTorrentFile(torrent)).toThrow(/outside its own folder: /);
    expect(() => readTorrentFile(torrent)).toThrow(shown);
  });

  it.each(['..', '../x', '/etc', 'a\\b', '', 'a\0'])('refuses the name %j', (name) => {
    expect(() => readTorrentFile(forgeTorrent({ name, length: 1 }))).toThrow(/outside its own folder/);
  });

  it('refuses a way out in either spelling of a path, and in the tree of v2', () => {
    const twice = { length: 1, path: ['..', 'x'], 'path.utf-8': ['x'] };
    const tree = { '..': { x: { '': { length: 1 } } } };

    expect(() => readTorrentFile(forgeTorrent({ files: [twice] }))).toThrow(/outside/);
    expect(() => readTorrentFile(forgeTorrent({ length: 1, 'file tree': tree }))).toThrow(/outside/);
  });

  it.each([
    ['control characters', 'a\u0007\n.mp3', /control characters/],
    ['300 characters', `${'a'.repeat(300)}.mp3`, /has 304 bytes, more than the 255 that fit/],
    ['no UTF-8', Buffer.from([0x61, 0xff]), /is not UTF-8/],
  ])('takes a name with %s, and says so', (_name, name, warning) => {
    const torrent = readTorrentFile(forgeTorrent({ files: [{ length: 10, path: [name] }] }));

    expect(torrent.warnings).toEqual([expect.stringMatching(warning)]);
    expect(torrent.files).toHaveLength(1);
  });

  it('says that there is a symbolic link', () => {
    const files = [{ ...file(['a']), attr: 'l', 'symlink path': ['etc', 'passwd'] }];

    expect(readTorrentFile(forgeTorrent({ files })).warnings).toEqual([
      'The torrent holds a symbolic link: book/a',
    ]);
  });

  it.each([
    ['nothing', '', /is empty/],
    ['a web page', '<!DOCTYPE html><html>', /A web page came instead/],
    ['an error document', '\n <?xml version="1.0"?><error code="501"/>', /A web page came instead/],
    ['words', 'Forbidden', /not bencoded, at byte 0/],
    ['a list', 'le', /not bencoded/],
    ['a torrent cut off', 'd4:infod4:name4:boo', /longer than the file/],
    ['an end that is missing', 'd4:infod4:name4:book', /written wrongly/],
    ['something after it', 'd4:infod4:name1:aeex', /something follows its end/],
    ['a key twice', 'd4:infod4:name1:a4:name1:bee', /a key comes twice/],
    ['a key that is no text', 'di1ei2ee', /written wrongly/],
    ['a padded number', 'd1:ai01ee', /written wrongly/],
    ['minus zero', 'd1:ai-0ee', /written wrongly/],
    ['a number that is none', 'd1:ai1x', /not bencoded/],
    ['a length beyond all bounds', 'd99999999999999999999:', /written wrongly/],
    ['no info', 'd1:ai1ee', /has no "info"/],
    ['info that is a text', 'd4:info1:xe', /has no "info"/],
    ['no pieces', 'd4:infod6:lengthi1e4:name1:aee', /has no pieces|names no files/],
    ['lists without end', `d1:a${'l'.repeat(200)}`, /nests too deeply/],
    ['lists without number', `d1:al${'le'.repeat(400_000)}ee`, /too many parts/],
  ])('refuses %s', (_name, text, sentence) => {
    expect(() => readTorrentFile(Buffer.from(text))).toThrow(Refused);
    expect(() => readTorrentFile(Buffer.from(text))).toThrow(sentence);
  });

  it.each([
    ['no files', { files: [] }],
    ['a file without a name', { files: [file([])] }],
    ['a size below zero', { length: -1 }],
    ['a size beyond counting', { files: [{ ...file(['a']), length: Buffer.from('9') }] }],
    ['a list that is none', { files: 'x' }],
    ['a name that is none', { name: 5, length: 1 }],
    ['a tree that is none', { 'file tree': ['x'], 'meta version': 2 }],
  ])('refuses %s', (_name, info) => {
    expect(() => readTorrentFile(forgeTorrent(info))).toThrow(Refused);
  });

  it('refuses a file beyond 16 MiB', () => {
    expect(() => readTorrentFile(Buffer.alloc(16 * 1024 * 1024 + 1, 'd'))).toThrow(/larger than 16 MiB/);
  });

  it('answers any bytes with a torrent or a sentence', () => {
    const part = fc.oneof(
      fc.constantFrom('d', 'l', 'i', 'e', '4:info', '4:name', '1:', '9', ':'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        try {
          readTorrentFile(Buffer.from(`d${parts.join('')}`));
        } catch (error) {
          expect(error).toBeInstanceOf(Refused);
        }
      }),
    );
  });

  it('never names a file outside its folder', () => {
    const names = fc.array(
      fc.oneof(fc.constantFrom('..', '.', '', '/', 'a/../..', '\\', 'C:'), fc.string()),
      { maxLength: 5 },
    );
    fc.assert(
      fc.property(names, (path) => {
        const torrent = encodeBencode({ info: { name: 'book', pieces: '', files: [file(path)] } });
        try {
          const [entry] = readTorrentFile(torrent).files;
          expect(join('/safe', entry?.path ?? '')).toMatch(/^\/safe\/book(?:\/|$)/);
        } catch (error) {
          expect(error).toBeInstanceOf(Refused);
        }
      }),
    );
  });
});
