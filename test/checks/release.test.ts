import { spawnSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { planRelease } from '../../scripts/plan-release.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const CHANGELOG = `# Changelog

## 1.3.0, not released yet

- Later.

## 1.2.3, 2026-11-22

- New: this.
- Mended: that.

## 1.2.3-rc.1, 2026-11-01

- A try.

## 1.2.2, 2026-10-01
`;

const planned = (version: string, tag = `v${version}`) =>
  planRelease({ tag, version, changelog: CHANGELOG, image: 'ghcr.io/me/mamcrawler' });

describe('a release', () => {
  it('has the notes of its version, and no others', () => {
    expect(planned('1.2.3').notes).toBe('- New: this.\n- Mended: that.');
    expect(planned('1.2.3-rc.1').notes).toBe('- A try.');
  });

  it('has images by each way to name the version', () => {
    expect(planned('1.2.3').images).toEqual({
      full: ['1.2.3', '1.2', '1', 'latest'].map((name) => `ghcr.io/me/mamcrawler:${name}`),
      slim: ['1.2.3-slim', '1.2-slim', '1-slim', 'slim'].map((name) => `ghcr.io/me/mamcrawler:${name}`),
    });
  });

  it('that is a try is not what "latest" gets', () => {
    expect(planned('1.2.3-rc.1')).toMatchObject({
      prerelease: true,
      images: { full: ['ghcr.io/me/mamcrawler:1.2.3-rc.1'], slim: ['ghcr.io/me/mamcrawler:1.2.3-rc.1-slim'] },
    });
  });

  it.each([
    ['whose tag is another version', '1.2.3', 'v1.2.4', 'the tag must be v1.2.3'],
    ['that the changelog does not know', '1.2.4', 'v1.2.4', 'does not tell of 1.2.4'],
    ['that the changelog has as not released', '1.3.0', 'v1.3.0', 'has its date there'],
    ['about which nothing is said', '1.2.2', 'v1.2.2', 'says nothing about 1.2.2'],
  ])('%s is refused', (_, version, tag, words) => {
    expect(() => planned(version, tag)).toThrow(words);
  });

  it('is refused by the script with words and a status', () => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [join(ROOT, 'scripts', 'print-release.ts'), 'v0.0.0', 'image'],
      { encoding: 'utf8' },
    );

    expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    expect(stderr).toMatch(/^The tag is v0\.0\.0, but package\.json says /);
  });
});
