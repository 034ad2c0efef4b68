import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseEnv } from 'node:util';
import { messageOf } from '../base/errors.ts';
import { CliFault } from './cli-fault.ts';

/** Which server the commands ask, and with whose key. */
export interface Environment {
  /** Without a slash at its end. */
  readonly url: string;
  /** Whether somebody said which: else it is the one of this machine. */
  readonly isNamed: boolean;
  readonly apiKey: string | null;
}

export type Variables = Readonly<Record<string, string | undefined>>;

const DEFAULT_PORT = '8000';
/** Every example value of `.env.example` begins so; the server takes none of them either. */
const EXAMPLE = 'change-me';
/** The program's own folder. */
const ROOT = resolve(import.meta.dirname, '..', '..');

/** Reads MAMCRAWLER_URL and API_KEY (or API_KEY_FILE) from the environment, else from the program's `.env` files. */
export function readEnvironment(environment: Variables = process.env, root: string = ROOT): Environment {
  const files = { ...envFile(root, '.env'), ...envFile(root, '.env.local') };
  const either = (name: string) => environment[name] || files[name] || undefined;
  const named = either('MAMCRAWLER_URL');
  return {
    url: readUrl(named ?? ownUrl(either('PORT'), either('BASE_PATH')), 'MAMCRAWLER_URL'),
    isNamed: named !== undefined,
    apiKey: readApiKey(environment) ?? readApiKey(files),
  };
}

/** Where the program of this machine listens by the same variables; port 0 is one that nobody can know. */
function ownUrl(port: string | undefined, basePath = '/'): string {
  const known = port === undefined || !/^[1-9]\d*$/.test(port) ? DEFAULT_PORT : port;
  return `http://127.0.0.1:${known}${basePath.startsWith('/') ? basePath : `/${basePath}`}`;
}

/** Without a slash at its end. Throws CliFault where it is no address; `what` names it for a person. */
export function readUrl(text: string, what: string): string {
  if (!/^https?:\/\/[^\s/]/i.test(text) || !URL.canParse(text)) {
    throw new CliFault(
      'usage',
      `${what} is "${text}"; it must be an address such as http://127.0.0.1:${DEFAULT_PORT}, with http:// or https://.`,
    );
  }
  return text.replace(/\/+$/, '');
}

/** An empty value counts as not set. */
function readApiKey({ API_KEY: key, API_KEY_FILE: file }: Variables): string | null {
  if (key && !key.includes(EXAMPLE)) return key;
  return file ? readKeyFile(file) : null;
}

function readKeyFile(file: string): string {
  const key = readText(file);
  if (key !== '') return key;
  throw new CliFault('usage', `API_KEY_FILE names ${file}, which is empty.`);
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    throw new CliFault('usage', `API_KEY_FILE names ${file}, which cannot be read.`);
  }
}

/** A file that is not there says nothing; the key may stand in one that cannot be read. */
function envFile(root: string, name: string): Variables {
  const file = join(root, name);
  try {
    return parseEnv(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw new CliFault('usage', `${file} cannot be read: ${messageOf(error)}`);
  }
}
