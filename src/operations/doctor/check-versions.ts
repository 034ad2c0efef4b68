import { within } from '../../base/within.ts';
import { runProgram } from '../../platform/embedded-postgres/run-program.ts';
import { type Check, ok, skipped, warning } from './check.ts';

/** What `package.json` pins; the launcher sees to it. */
const NODE_MAJOR = 24;
const WHERE = '/usr/local/bin:/usr/bin:/bin:/opt/homebrew/bin';
const PATIENCE_MS = 5_000;

/** The program, its Node, and ffmpeg where it is installed. */
export async function checkVersions(version: string): Promise<readonly Check[]> {
  return [judgeVersions(version, process.version), judgeFfmpeg(await readFfmpeg())];
}

export function judgeVersions(version: string, node: string): Check {
  const detail = `MAMcrawler ${version} on Node ${node} (${process.platform} ${process.arch}).`;
  const major = Number.parseInt(node.slice(1), 10);
  if (major === NODE_MAJOR) return ok('versions', detail);
  return warning('versions', detail, `It is tested on Node ${NODE_MAJOR} alone: start it by its launcher.`);
}

export function judgeFfmpeg(version: string | null): Check {
  if (version === null) return skipped('ffmpeg', 'ffmpeg is not installed; nothing needs it yet.');
  return ok('ffmpeg', `ffmpeg ${version} is there.`);
}

async function readFfmpeg(): Promise<string | null> {
  const call = { file: 'ffmpeg', args: ['-hide_banner', '-version'], env: { PATH: WHERE }, become: null };
  const said = await within(PATIENCE_MS, runProgram(call)).catch(() => null);
  if (said?.exitCode !== 0) return null;
  return /^ffmpeg version (\S+)/u.exec(said.stdout)?.[1] ?? 'of an unknown version';
}
