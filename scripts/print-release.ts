import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { planRelease } from './plan-release.ts';

/** `print-release.ts TAG IMAGE` writes the release of this tag as outputs of a workflow step. */
const ROOT = resolve(import.meta.dirname, '..');
const [tag = '', image = ''] = process.argv.slice(2);

try {
  const { version }: { version: string } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
  const changelog = await readFile(join(ROOT, 'CHANGELOG.md'), 'utf8');
  const { prerelease, notes, images } = planRelease({ tag, version, changelog, image });
  const end = randomUUID();
  console.log(`version=${version}
prerelease=${prerelease}
full=${images.full.join(',')}
slim=${images.slim.join(',')}
notes<<${end}
${notes}
${end}`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
