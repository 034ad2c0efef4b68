import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { makeAudioFile } from '../support/audio-files.ts';
import { runProgram } from '../support/program.ts';

/** Neither a server nor a data folder: a folder that cannot be made would be refused. */
const NOWHERE = { MAMCRAWLER_DATA: '/proc/nowhere', DATABASE_URL: 'postgresql://127.0.0.1:1/none' };

describe('parse-path', () => {
  it('answers each line in its place, without a server and without data', async () => {
    const lines = [
      '{"id":1,"path":"Jane Austen/Highbury/02 - Emma (1815)"}',
      'nonsense',
      '',
      '{"id":4,"path":"Persuasion","files":["Jane Austen - Persuasion.m4b"]}',
    ];
    const { status, out, err } = await runProgram(['parse-path'], NOWHERE, lines.join('\n'));

    expect(
      out
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([
      {
        id: 1,
        title: 'Emma',
        authors: ['Jane Austen'],
        series: [{ name: 'Highbury', position: '2' }],
        year: 1815,
      },
      { id: null, error: 'The line is not JSON.' },
      { id: null, error: 'The line is not JSON.' },
      { id: 4, title: 'Persuasion', authors: ['Jane Austen'] },
    ]);
    expect(err).toBe('2 of 4 lines could not be read.\n');
    expect(status).toBe(1);
  });

  it('answers ten thousand lines, one far too long and one not of UTF-8 among them', async () => {
    const many = `${'{"id":"a","path":"Jane Austen/Emma"}\n'.repeat(10_000)}`;
    const long = `{"id":"b","path":"${'x'.repeat(3_000_000)}"}\n`;
    const odd = Buffer.concat([
      Buffer.from('{"id":"c","path":"Jane Austen/'),
      Buffer.from([0xe9]),
      Buffer.from('milie"}\n'),
    ]);
    const { out } = await runProgram(['parse-path'], NOWHERE, Buffer.concat([Buffer.from(many + long), odd]));

    const answers = out.trimEnd().split('\n');
    expect(answers).toHaveLength(10_002);
    expect(answers[9_999]).toBe('{"id":"a","title":"Emma","authors":["Jane Austen"]}');
    expect(answers[10_000]).toBe('{"id":null,"error":"The line is too long."}');
    expect(answers[10_001]).toBe('{"id":"c","title":"\ufffdmilie","authors":["Jane Austen"]}');
  });

  it('succeeds where every line could be read', async () => {
    expect(await runProgram(['parse-path'], NOWHERE, '{"path":"Emma"}\n')).toEqual({
      status: 0,
      out: '{"id":null,"title":"Emma"}\n',
      err: '',
    });
  });
});

describe('explain', () => {
  it('says which part of a path became what, and why', async () => {
    const path = 'Audiobooks/Austen, Jane - Highbury/Highbury 02 - Emma (1815) {Juliet Stevenson}';
    const { status, out } = await runProgram(['explain', path], NOWHERE);

    expect(status).toBe(0);
    expect(out).toContain('title      Emma\n');
    expect(out).toContain('authors    Jane Austen\n           from “Austen, Jane - Highbury”: ');
    expect(out).toContain('series     Highbury #2\n           from “Highbury 02”: ');
    expect(out).toContain('ignored    Audiobooks\n           a shelf, not a part of the book\n');
  });

  it('says it to programs, too', async () => {
    const { out } = await runProgram(['explain', '--json', 'Emma', 'Jane Austen - Emma.m4b'], NOWHERE);

    expect(JSON.parse(out)).toEqual({
      path: 'Emma',
      parts: [
        { field: 'title', value: 'Emma', from: 'Emma', why: expect.any(String) },
        {
          field: 'authors',
          value: 'Jane Austen',
          from: 'Jane Austen',
          why: expect.stringContaining('files'),
        },
      ],
    });
  });

  it('reads the files of a folder that is there, and says what each source says', async () => {
    const library = await mkdtemp(join(tmpdir(), 'explain-'));
    onTestFinished(() => rm(library, { recursive: true }));
    const path = 'Jane Austen/Emma';
    const tags = { album: 'emma_64kbps', artist: 'Jane Austen' };
    await makeAudioFile(join(library, path, 'emma.mp3'), { format: 'mp3', seconds: 2, tags });
    await writeFile(join(library, path, 'reader.txt'), 'Juliet Stevenson');
    await writeFile(join(library, path, 'metadata.json'), '{');

    const { status, out } = await runProgram(['explain', '--library', library, path], NOWHERE);

    expect(status).toBe(0);
    expect(out).toMatch(
      /^title +Emma\n +from path, sure to \d+ %: .+\n +tags says “emma_64kbps”: it has words of/mu,
    );
    expect(out).toMatch(
      /^authors +Jane Austen\n +from tags, .+\n +path says “Jane Austen”: says the same$/mu,
    );
    expect(out).toMatch(
      /^narrators +Juliet Stevenson\n +from reader_txt, .+ it was written for nothing else$/mu,
    );
    expect(out).toContain('fault in Jane Austen/Emma/metadata.json: The file is damaged');
  });

  it('lets the names beside a path that is there tell of it', async () => {
    const library = await mkdtemp(join(tmpdir(), 'explain-'));
    onTestFinished(() => rm(library, { recursive: true }));
    const path = 'Mirak Deln - Qorlan Weft';
    for (const name of [path, 'Tidewater - Qorlan Weft', 'Quiet Harbours - Qorlan Weft'])
      await makeAudioFile(join(library, name, '1.mp3'), { format: 'mp3', seconds: 2, tags: {} });

    const { out } = await runProgram(['explain', '--json', '--library', library, path], NOWHERE);

    const { parts, books } = JSON.parse(out);
    expect(parts).toContainEqual({
      field: 'authors',
      value: 'Qorlan Weft',
      from: 'Qorlan Weft',
      why: 'people behind the last dash, and an author elsewhere, too',
    });
    expect(books).toMatchObject([{ fields: [{ field: 'title', value: 'Mirak Deln', source: 'path' }, {}] }]);
  });

  it('says how it is used', async () => {
    expect((await runProgram(['explain'], NOWHERE)).status).toBe(2);
  });
});
