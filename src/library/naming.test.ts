import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Invalid } from '../base/errors.ts';
import {
  checkNamingTemplate,
  DEFAULT_NAMING_TEMPLATE,
  fileNames,
  folderOf,
  folderWithMark,
  type NamedRecording,
  safeName,
} from './naming.ts';
import { readPath } from './path/read-path.ts';

const EMMA: NamedRecording = {
  title: 'Emma',
  subtitle: null,
  authors: ['Jane Austen'],
  narrators: [],
  series: null,
  year: null,
  asin: null,
  language: null,
};

describe('folderOf', () => {
  it.each<[Partial<NamedRecording>, string]>([
    [{}, 'Jane Austen/Emma'],
    [{ series: { name: 'Novels', position: '4' } }, 'Jane Austen/Novels/Vol 4 - Emma'],
    [{ series: { name: 'Novels', position: null } }, 'Jane Austen/Novels/Emma'],
    [{ narrators: ['Moira Fogarty', 'Juliet Stevenson'] }, 'Jane Austen/Emma {Moira Fogarty}'],
    [{ authors: [] }, 'Emma'],
    [{ authors: [], title: '...' }, 'Unnamed'],
    [{ title: 'AC/DC: A Life' }, 'Jane Austen/AC-DC - A Life'],
    [{ authors: ['..'], title: '../../etc/passwd' }, '-..-etc-passwd'],
    [{ title: 'Who? "Me" <you> *|*' }, 'Jane Austen/Who Me you -'],
    [{ title: 'CON' }, 'Jane Austen/_CON'],
    [{ title: 'aux.tales' }, 'Jane Austen/_aux.tales'],
    [{ title: 'Ends in dots...  ' }, 'Jane Austen/Ends in dots'],
    [{ title: 'A\u202egnp.exe\u0007' }, 'Jane Austen/Agnp.exe'],
    [{ title: 'Emma\n\tWoodhouse' }, 'Jane Austen/Emma Woodhouse'],
    [{ title: 'E\u0301mile' }, 'Jane Austen/Émile'],
  ])('of %j is %s', (more, folder) => {
    expect(folderOf({ ...EMMA, ...more })).toBe(folder);
  });

  it.each([
    ['{Author}/{Year - }{Title}{ [ASIN]}', 'Jane Austen/1815 - Emma [B002V1NDYK]'],
    ['{Authors}/{Title}{: Subtitle}', 'Jane Austen, A Lady/Emma - A Novel'],
    ['{Title} ({Language}){ read by Narrators}', 'Emma (en) read by Moira Fogarty'],
    ['Books/{Title}', 'Books/Emma'],
    ['{Series/}{Title}', 'Emma'],
    ['{Title}{ \\{Narrator\\}}', 'Emma {Moira Fogarty}'],
    ['///{Title}///', 'Emma'],
  ])('by the template %s is %s', (template, folder) => {
    const recording: NamedRecording = {
      ...EMMA,
      subtitle: 'A Novel',
      authors: ['Jane Austen', 'A Lady'],
      narrators: ['Moira Fogarty'],
      year: 1815,
      asin: 'B002V1NDYK',
      language: 'en',
    };

    expect(folderOf(recording, template)).toBe(folder);
  });

  it('is a path that stays in its library, on every file system, whatever the names are', () => {
    const name = fc.string({ unit: 'binary', maxLength: 400 });
    const recording = fc.record({
      title: name,
      subtitle: name,
      authors: fc.array(name, { maxLength: 3 }),
      narrators: fc.array(name, { maxLength: 3 }),
      series: fc.option(fc.record({ name, position: fc.option(name) })),
      year: fc.option(fc.integer({ min: 0, max: 2100 })),
      asin: fc.constant(null),
      language: fc.option(name),
    });
    const template = fc.constantFrom(
      DEFAULT_NAMING_TEMPLATE,
      '{Authors}/{Title}{ (Year)}',
      '{Language}/{Title}',
    );

    fc.assert(
      fc.property(recording, template, (given, by) => {
        for (const segment of folderOf(given, by).split('/')) {
          expect(Buffer.byteLength(segment)).toBeLessThanOrEqual(255);
          expect(segment).not.toMatch(/^[.\s]|[.\s]$|^$/);
          // biome-ignore lint/suspicious/noControlCharactersInRegex: they must not be there
          expect(segment).not.toMatch(/[\u0000-\u001f\\:*?"<>|]/);
        }
      }),
    );
  });

  it('by the default template is read back as what it was made of', () => {
    const recording = {
      ...EMMA,
      narrators: ['Moira Fogarty'],
      series: { name: 'Highbury', position: '2' },
    };

    expect(readPath(folderOf(recording), [])).toMatchObject({
      title: 'Emma',
      authors: ['Jane Austen'],
      narrators: ['Moira Fogarty'],
      series: [{ name: 'Highbury', position: '2' }],
    });
  });
});

describe('folderWithMark', () => {
  it.each([
    ['Jane Austen/Emma', 'Moira Fogarty', 'Jane Austen/Emma (Moira Fogarty)'],
    ['Emma', 'a/b: c', 'Emma (a-b - c)'],
  ])('%s, %s', (folder, mark, expected) => {
    expect(folderWithMark(folder, mark)).toBe(expected);
  });

  it('keeps the mark where the name is as long as a name may be', () => {
    const marked = folderWithMark(`a/${'é'.repeat(127)}`, 'x'.repeat(300));

    expect(Buffer.byteLength(marked.split('/')[1] ?? '')).toBeLessThanOrEqual(255);
    expect(marked).toMatch(/é \(x{100}\)$/);
  });
});

describe('fileNames', () => {
  it.each([
    ['Emma', ['.m4b'], ['Emma.m4b']],
    ['Emma', ['.MP3', '.mp3'], ['Emma - 01.mp3', 'Emma - 02.mp3']],
    ['a/b', ['.m4b'], ['a-b.m4b']],
    ['...', ['.m4b'], ['Unnamed.m4b']],
    ['Emma', ['.m4b/../x'], ['Emma.m4b..x']],
  ])('of %s with %j', (title, extensions, names) => {
    expect(fileNames(title, extensions)).toEqual(names);
  });

  it('keep their order when sorted, and their endings however long the title is', () => {
    const names = fileNames(
      'é'.repeat(300),
      Array.from({ length: 120 }, () => '.mp3'),
    );

    expect(names.toSorted()).toEqual(names);
    expect(new Set(names).size).toBe(120);
    expect(names.every((name) => Buffer.byteLength(name) <= 255 && name.endsWith('.mp3'))).toBe(true);
  });
});

describe('checkNamingTemplate', () => {
  it.each([DEFAULT_NAMING_TEMPLATE, '{Title}', '{Author}/{Year - }{Title}'])('takes %s', (template) => {
    expect(() => checkNamingTemplate(template)).not.toThrow();
  });

  it.each([
    ['{Author}', 'must hold {Title}'],
    ['Title', 'must hold {Title}'],
    ['{Title', 'has a { without its }'],
    ['{Title}}', 'has a } without its {'],
    ['{Title}{Publisher}', '{Publisher} names no field; there are 1, Authors, Author'],
    ['{Title}{}', '{} names no field'],
    ['/etc/{Title}', 'must name folders below the library'],
    ['../{Title}', 'must name folders below the library'],
    ['{Author}/../../{Title}', 'must name folders below the library'],
    ['{Title}\\..', 'must name folders below the library'],
  ])('refuses %s: %s', (template, message) => {
    expect(() => checkNamingTemplate(template)).toThrow(Invalid);
    expect(() => checkNamingTemplate(template)).toThrow(message);
  });
});

describe('safeName', () => {
  it('cuts at whole characters', () => {
    expect(safeName('😀'.repeat(100), 10)).toBe('😀😀');
  });
});
