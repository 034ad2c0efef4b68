import { z } from 'zod';
import { amount, instant, text, whole } from './values.ts';

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
export const ErrorReply = z
  .object({
    code: z.enum(ERROR_CODES).meta({ example: 'not_found' }),
    message: text('There is no book 4711.', 'A sentence for a person'),
    status_code: whole(404, 'The status of the reply, once more'),
    context: z
      .record(z.string(), z.unknown())
      .nullable()
      .meta({ description: 'More for a program, such as `fields` of a validation error', example: null }),
    timestamp: instant,
    request_id: text('5SubjmXR8A3izz8g', 'As in the header X-Request-ID and in the log'),
    error: z.literal('rate_limit_exceeded').optional().meta({ description: 'Of a 429 alone' }),
    retry_after: amount(12, 'Of a 429 alone: how many seconds to wait').optional(),
  })
  .meta({ title: 'ErrorReply' });
export type ErrorReply = z.output<typeof ErrorReply>;
export type ErrorCode = ErrorReply['code'];
