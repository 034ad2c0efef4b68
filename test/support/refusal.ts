import { expect } from 'vitest';
import { z } from 'zod';
import { type ErrorCode, ErrorReply } from '../../src/contract/error.ts';

const Whole = z.strictObject(ErrorReply.shape);

/** Reads an answer that must be a refusal: the one shape of errors, complete, with the request's id in both places. */
export async function readRefusal(response: Response, status: number, code: ErrorCode): Promise<ErrorReply> {
  const text = await response.text();
  expect([response.status, text]).toEqual([status, expect.stringContaining(`"code":"${code}"`)]);
  expect(response.headers.get('content-type')).toBe('application/json; charset=utf-8');
  const reply = Whole.parse(JSON.parse(text));
  expect(reply.status_code).toBe(status);
  expect(reply.request_id).toBe(response.headers.get('x-request-id'));
  expect(new Date(reply.timestamp).toISOString()).toBe(reply.timestamp);
  return reply;
}

/** The faults of a validation error, as `path: message`. */
export function fieldFaults({ context }: ErrorReply): readonly string[] {
  const fields = z.array(z.object({ path: z.string(), message: z.string() })).parse(context?.['fields']);
  return fields.map(({ path, message }) => `${path}: ${message}`);
}
