import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { CliFault } from './cli-fault.ts';
import type { TerminalStream } from './progress-display.ts';

/** Standard input: a terminal, or what a script pipes in. */
export type TerminalInput = Readable & {
  readonly isTTY?: boolean;
  setRawMode?(isRaw: boolean): unknown;
};

interface Terminal {
  readonly input: TerminalInput;
  /** Where questions are put, so that standard output holds nothing but answers. */
  readonly err: TerminalStream;
}

/**
 * A password: typed twice at a terminal, which shows nothing of it, else the first line of standard input. Never an
 * argument, which other users of the machine can see. Throws CliFault.
 */
export async function askNewPassword(whose: string, terminal: Terminal): Promise<string> {
  if (terminal.input.isTTY !== true) return readFirstLine(terminal.input);
  const password = await askUnseen(`New password of ${whose}: `, terminal);
  if (password === '') throw new CliFault('usage', 'A password may not be empty. Nothing was changed.');
  if ((await askUnseen('The same again: ', terminal)) === password) return password;
  throw new CliFault('usage', 'The two are not the same. Nothing was changed.');
}

/** Whether a person at the terminal says yes; null where there is no terminal to ask at. */
export async function askYes(question: string, terminal: Terminal): Promise<boolean | null> {
  if (terminal.input.isTTY !== true) return null;
  return /^y(?:es)?$/i.test((await readLine(`${question} [y/N] `, terminal, { isSeen: true })).trim());
}

function askUnseen(question: string, terminal: Terminal): Promise<string> {
  return readLine(question, terminal, { isSeen: false });
}

async function readFirstLine(input: TerminalInput): Promise<string> {
  const [line = ''] = (await text(input)).split(/\r?\n/, 1);
  if (line !== '') return line;
  throw new CliFault(
    'usage',
    'No password came by standard input. Type it at a terminal, or pipe it in: mamcrawler user add ada < password-file',
  );
}

/** One line of a terminal, key by key. Throws CliFault for Ctrl-C. */
async function readLine(
  question: string,
  { input, err }: Terminal,
  { isSeen }: { readonly isSeen: boolean },
): Promise<string> {
  input.setRawMode?.(true);
  err.write(question);
  input.setEncoding('utf8');
  let line = '';
  try {
    for (;;) {
      const typed = typeKeys(line, await nextKeys(input));
      if (isSeen && typed.line !== line) err.write(`\r\u001b[K${question}${typed.line}`);
      line = typed.line;
      if (typed.end === 'entered') return line;
      if (typed.end === 'cancelled') throw new CliFault('usage', 'Cancelled. Nothing was changed.');
    }
  } finally {
    input.setRawMode?.(false);
    input.pause();
    err.write('\n');
  }
}

function nextKeys(input: TerminalInput): Promise<string> {
  return new Promise((resolve) => {
    const hear = (keys: unknown) => {
      input.off('data', hear).off('end', end);
      resolve(String(keys));
    };
    const end = () => hear('\u0003');
    input.on('data', hear).on('end', end).resume();
  });
}

interface Typed {
  readonly line: string;
  readonly end: 'entered' | 'cancelled' | null;
}

/** What a line becomes by more keys; arrows and the like do nothing. */
export function typeKeys(before: string, keys: string): Typed {
  let line = [...before];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the keys that a terminal sends
  for (const key of keys.replaceAll(/\u001b(?:\[[\d;]*[A-Za-z~]|O[A-Z])/g, '')) {
    if (key === '\r' || key === '\n') return { line: line.join(''), end: 'entered' };
    if (key === '\u0003' || key === '\u0004') return { line: '', end: 'cancelled' };
    if (key === '\u007f' || key === '\b') line = line.slice(0, -1);
    else if (key === '\u0015') line = [];
    else if (key >= ' ') line = [...line, key];
  }
  return { line: line.join(''), end: null };
}
