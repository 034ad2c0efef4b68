import { z } from 'zod';
import { formatDuration } from '../base/quantities.ts';
import { ApiError } from '../contract/call.ts';
import type { ErrorCode } from '../contract/error.ts';
import { CliFault, type CliFaultKind } from './cli-fault.ts';

const CODES: Readonly<Record<CliFaultKind, ErrorCode>> = {
  usage: 'validation_error',
  refused: 'not_found',
  'no-key': 'unauthorized',
  'no-server': 'service_unavailable',
};

const FieldFaults = z.object({ fields: z.array(z.object({ path: z.string(), message: z.string() })).min(1) });

const UNKNOWN_KEY = 'The server does not know this API_KEY: it must be a key of this very server.';

/** 2 for a command that was typed or set up wrongly, 1 for everything that was refused. */
export function exitStatusOf(error: ApiError | CliFault): number {
  return error instanceof CliFault && error.kind === 'usage' ? 2 : 1;
}

/** An error for a program: the server's own reply, or one of the same shape. */
export function errorDocument(error: ApiError | CliFault): object {
  if (error instanceof ApiError) return error.reply;
  return {
    code: CODES[error.kind],
    message: error.message,
    status_code: null,
    context: null,
    timestamp: new Date().toISOString(),
    request_id: null,
  };
}

/** An error for a person: the sentence, or each wrong field, and the number under which the server's log has it. */
export function errorLines(error: ApiError | CliFault): readonly string[] {
  if (error instanceof CliFault) return [error.message];
  const { code, context, request_id: requestId } = error.reply;
  const fields = code === 'validation_error' ? FieldFaults.safeParse(context) : null;
  const wait = error.reply.retry_after;
  return [
    ...(fields?.success === true
      ? ['This is not valid:', ...fields.data.fields.map((field) => `  ${fieldLine(field)}`)]
      : [code === 'unauthorized' ? UNKNOWN_KEY : error.message]),
    ...(wait === undefined ? [] : [`Try again in ${formatDuration(wait)}.`]),
    ...(requestId === '' ? [] : [`Request ${requestId}`]),
  ];
}

function fieldLine({ path, message }: { readonly path: string; readonly message: string }): string {
  return path === '' ? message : `${path}: ${message}`;
}
