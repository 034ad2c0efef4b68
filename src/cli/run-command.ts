import { Command, CommanderError } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import { AppError } from '../base/errors.ts';
import { plural } from '../base/quantities.ts';
import { ApiError } from '../contract/call.ts';
import { askNewPassword, type TerminalInput } from './ask-person.ts';
import { type Ask, askServer } from './ask-server.ts';
import { asksForJson } from './asks-for-json.ts';
import { auditCommand } from './audit-command.ts';
import { backupCommand } from './backup-command.ts';
import { bookCommand, undoCommand } from './book-command.ts';
import { checkCommand } from './check-command.ts';
import { CliFault } from './cli-fault.ts';
import { duplicatesCommand } from './duplicates-command.ts';
import { readEnvironment, type Variables } from './environment.ts';
import { errorsCommand } from './errors-command.ts';
import { errorDocument, errorLines, exitStatusOf } from './explain-error.ts';
import { importsCommand } from './imports-command.ts';
import { keyCommand } from './key-command.ts';
import { libraryCommand } from './library-command.ts';
import type { LocalBackups } from './local-backups.ts';
import { logLevelCommand } from './log-level-command.ts';
import { createProgressDisplay, type TerminalStream } from './progress-display.ts';
import { queueCommand } from './queue-command.ts';
import { reorganiseCommand } from './reorganise-command.ts';
import { scanCommand } from './scan-command.ts';
import { searchCommand } from './search-command.ts';
import type { Answer, Session } from './session.ts';
import { smokeCommand } from './smoke-command.ts';
import { statisticsCommand } from './statistics-command.ts';
import { statusCommand } from './status-command.ts';
import { printable } from './terminal-text.ts';
import { userCommand } from './user-command.ts';
import { wantCommand } from './want-command.ts';
import { wantedCommand } from './wanted-command.ts';
import { whoamiCommand } from './whoami-command.ts';

/** Where a command speaks, and what it is told besides its arguments. */
export interface Terminal {
  readonly out: TerminalStream;
  readonly err: TerminalStream;
  /** Standard input, where it is not this process's. */
  readonly input?: TerminalInput;
  readonly environment?: Variables;
  /** Backups without a server. */
  readonly backups?: LocalBackups;
}

const COMMANDS = [
  statusCommand,
  scanCommand,
  checkCommand,
  libraryCommand,
  statisticsCommand,
  bookCommand,
  undoCommand,
  duplicatesCommand,
  reorganiseCommand,
  wantCommand,
  wantedCommand,
  searchCommand,
  queueCommand,
  importsCommand,
  userCommand,
  keyCommand,
  auditCommand,
  errorsCommand,
  logLevelCommand,
  backupCommand,
  smokeCommand,
  whoamiCommand,
];

const EPILOGUE = `
On the server itself:
  start [folder]            start the server; with a folder also scan it as a library
  migrate up|down           change the schema of the database, while no server runs
  migrate status|verify     tell what of it is there, and whether it is as it should be
  migrate create NAME       write the files of a new migration, to be filled in
  database export|import|move  carry everything to a file, from one, or to another PostgreSQL
  backup restore ID|PATH    put a backup in the place of what is there, while no server runs
  secret status|rotate      look after the program's own secrets, while no server runs
  doctor                    examine the installation, whether a server runs or not
  support-bundle [file]     write what whoever helps wants to see, without secrets and names

Without a server:
  explain PATH [FILE...]    say what a path tells of its book: which part became which field, and why
  parse-path                the same for many paths, JSON Lines in and out

The commands ask the server at MAMCRAWLER_URL (default http://127.0.0.1 and PORT) with the key API_KEY;
both may also stand in the file .env of the program.`;

/** Runs one command of the command line against a server. Answers the exit status: 1 = refused, 2 = typed wrongly. */
export async function runCommand(
  args: readonly string[],
  terminal: Terminal = ownTerminal(),
): Promise<number> {
  const isJson = asksForJson(args);
  let answer: Answer | null = null;
  const session = createSession(terminal, isJson, (given) => {
    answer = given;
    say(terminal.out, isJson ? [toJson(given.document)] : given.lines(widthOf(terminal.out)).map(printable));
    if (!isJson) say(terminal.err, (given.beside ?? []).map(printable));
  });
  try {
    await createProgram(session, terminal).parseAsync([...args], { from: 'user' });
    return hasFailed(answer) ? 1 : 0;
  } catch (error) {
    if (error instanceof CommanderError && isHelp(error)) return error.exitCode === 0 ? 0 : 2;
    const told = faultOf(error);
    if (!(told instanceof ApiError || told instanceof CliFault)) throw told;
    say(terminal.err, isJson ? [toJson(errorDocument(told))] : errorLines(told).map(printable));
    return exitStatusOf(told);
  }
}

function createProgram(session: Session, { out, err }: Terminal): Command {
  const program = new Command('mamcrawler')
    .description('Audiobook automation for people who host their own library.')
    .version(packageJson.version)
    .addHelpText('after', EPILOGUE)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => out.write(text),
      writeErr: (text) => err.write(text),
      // Said once, with all other errors.
      outputError: () => {},
    });
  for (const add of COMMANDS) add(program, session);
  return program;
}

function createSession(terminal: Terminal, isJson: boolean, answer: Session['answer']): Session {
  let server: Ask | null = null;
  const tellWait = (seconds: number) =>
    say(terminal.err, [`Too many requests: the server asks to wait ${plural(seconds, 'second')}.`]);
  return {
    ask: (endpoint, input) => {
      server ??= askServer(readEnvironment(terminal.environment), isJson ? () => {} : tellWait);
      return server(endpoint, input);
    },
    environment: () => readEnvironment(terminal.environment),
    progress: (label) => (isJson ? NO_DISPLAY : createProgressDisplay(printable(label), terminal.err)),
    askPassword: (whose) =>
      askNewPassword(printable(whose), { input: terminal.input ?? process.stdin, err: terminal.err }),
    answer,
    local: terminal.backups ?? null,
  };
}

const NO_DISPLAY = { show() {}, end() {} };

/** Whoever reads us may stop reading (`mamcrawler library | head`): then there is no more to do. */
export function ownTerminal(): Terminal {
  process.stdout.on('error', (error) => {
    if ('code' in error && error.code === 'EPIPE') process.exit(0);
    throw error;
  });
  return { out: process.stdout, err: process.stderr };
}

/** The help was printed: because it was asked for, or (status 1) because no command was given. */
function isHelp({ code }: CommanderError): boolean {
  return code === 'commander.helpDisplayed' || code === 'commander.help' || code === 'commander.version';
}

function faultOf(error: unknown): unknown {
  if (error instanceof CommanderError) return usageFault(error);
  // What keeps this machine from it, told as any other refusal.
  return error instanceof AppError ? new CliFault('refused', error.message, { cause: error }) : error;
}

function usageFault({ message }: CommanderError): CliFault {
  const sentence = message.replace(/^error: |\.$/gu, '');
  return new CliFault(
    'usage',
    `${sentence.charAt(0).toUpperCase()}${sentence.slice(1)}. mamcrawler --help tells more.`,
  );
}

function hasFailed(answer: Answer | null): boolean {
  return answer?.hasFailed === true;
}

function widthOf({ isTTY, columns }: TerminalStream): number | null {
  return isTTY === true && columns !== undefined && columns > 0 ? columns : null;
}

function say(stream: TerminalStream, lines: readonly string[]): void {
  stream.write(lines.map((line) => `${line}\n`).join(''));
}

function toJson(document: object): string {
  return JSON.stringify(document, null, 2);
}
