import { z } from 'zod';

export const ERROR_CODES = [
  'validation_error',
  'not_found',
  'unauthorized',
  'forbidden',
  'conflict',
  'rate_limit_exceeded',
  'internal_error',
  'service_unavailable',
  'database_error',
  'external_api_error',
] as const;

/** The body of every answer that is no success. */
export const ErrorReply = z.object({
  code: z.enum(ERROR_CODES),
  message: z.string(),
  status_code: z.number().int(),
  context: z.record(z.string(), z.unknown()).nullable(),
  timestamp: z.string(),
  request_id: z.string(),
  /** Seconds to wait before the next try, of a 429. */
  retry_after: z.number().optional(),
});
export type ErrorReply = z.output<typeof ErrorReply>;
export type ErrorCode = ErrorReply['code'];
