import { ApiError } from '../../src/contract/call.ts';
import type { ErrorReply } from '../../src/contract/error.ts';

/** The error that a call is answered with; fails where it is answered with success. */
export async function refusalOf(call: Promise<unknown>): Promise<ErrorReply> {
  const answer = await call.then(
    (reply) => ({ reply }),
    (error: unknown) => error,
  );
  if (answer instanceof ApiError) return answer.reply;
  throw new Error(`A refusal was expected, not ${JSON.stringify(answer)}`);
}
