import { Command } from 'commander';
import { askConsent } from './ask-consent.ts';
import type { Config } from './platform/config.ts';
import { renewSigningKey, secretsFileOf } from './platform/kept-secrets.ts';
import { readOwnConfig } from './read-own-config.ts';
import { rotateOwnKey } from './rotate-own-key.ts';
import { rotateSecretKey } from './rotate-secret-key.ts';
import { type Answering, runProgram } from './run-program.ts';
import { secretStatus } from './secret-status.ts';
import type { Told } from './told.ts';

interface Options {
  readonly yes?: boolean;
  readonly now?: boolean;
}

/**
 * `secret status|rotate`: looks after the program's own secrets, without a server. Answers the exit status; throws, with
 * a sentence, what cannot be done.
 */
export function runSecretCommand(args: readonly string[]): Promise<number> {
  return runProgram(secretProgram, args);
}

function secretProgram(answering: Answering): Command {
  const answer = (work: (config: Config, options: Options) => Promise<Told>) =>
    answering(async (options: Options) => work(await readOwnConfig(), options));
  const program = new Command('mamcrawler secret')
    .description('Looks after the secrets of the program itself. RUNBOOKS.md tells when and how.')
    .exitOverride();
  program
    .command('status')
    .description('Tells where each secret comes from, and whether all that is stored can be read.')
    .option('--json', 'prints it as JSON')
    .action(answer(secretStatus));
  const rotate = program
    .command('rotate')
    .description(
      'Makes a new secret in the place of one. The embedded database must not be in use: stop the server.',
    );
  rotate
    .command('secret-key')
    .description('The key that encrypts stored credentials: they are encrypted anew, nobody notices.')
    .option('--json', 'prints what was done as JSON')
    .action(answer(rotateSecretKey));
  rotate
    .command('jwt-secret-key')
    .description('The key that signs sessions and set-up links: everybody is signed out.')
    .option('--yes', 'does not ask first')
    .option('--json', 'prints what was done as JSON')
    .action(answer(rotateSigningKey));
  rotate
    .command('api-key')
    .description("The program's own key: prints a new one. The one before works for 24 hours more.")
    .option('--now', 'the one before ends at once; names the keys that were made with it')
    .option('--json', 'prints the new key as JSON')
    .action(answer((config, { now }) => rotateOwnKey(config, now === true)));
  return program;
}

async function rotateSigningKey(config: Config, { yes }: Options): Promise<Told> {
  const document = { secret: 'jwt-secret-key' };
  if (config.jwtSecretKey !== null) {
    return {
      document: { ...document, rotated: false },
      status: 1,
      lines: [
        'JWT_SECRET_KEY comes from the environment, so it is changed there: set it to a new one (openssl rand -base64 48)',
        'and restart MAMcrawler. Everybody is signed out then, and set-up links end. API keys go on working.',
      ],
    };
  }
  if (yes !== true) {
    const declined = await askConsent(
      'Everybody will be signed out, and set-up links end. API keys go on working. Go on?',
      'Everybody would be signed out: say --yes to do it all the same.',
    );
    if (declined !== null) {
      const { line, status } = declined;
      return { document: { ...document, rotated: false }, status, lines: [line] };
    }
  }
  await renewSigningKey(secretsFileOf(config.dataDir));
  const lines = [
    'There is a new key for sessions. It holds from the next start on: restart MAMcrawler if it runs.',
  ];
  return { document: { ...document, rotated: true }, status: 0, lines };
}
