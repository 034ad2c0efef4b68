/** The words in which the program refuses. Which HTTP status each one becomes is known to `http` alone. */
export type ErrorContext = Readonly<Record<string, unknown>>;

export interface FieldFault {
  /** Where in the input: `path_mappings.0.remote`. */
  readonly path: string;
  readonly message: string;
}

/** Something that the caller cannot go on from; its message is written for a person. */
export abstract class AppError extends Error {
  readonly context: ErrorContext | null;

  constructor(message: string, context: ErrorContext | null = null, options?: ErrorOptions) {
    super(message, options);
    this.context = context;
  }
}

/** The input is wrong; says which fields and why. */
export class Invalid extends AppError {
  override readonly name = 'Invalid';

  /** `message` is a sentence, or what is wrong with the field: "must not be blank". */
  static field(path: string, message: string): Invalid {
    const sentence = /^[a-z]/.test(message) ? `${path} ${message}` : message;
    return new Invalid(sentence, { fields: [{ path, message }] satisfies FieldFault[] });
  }
}

/** No valid credentials came with the request. */
export class Unauthorized extends AppError {
  override readonly name = 'Unauthorized';
}

export class Forbidden extends AppError {
  override readonly name = 'Forbidden';
}

export class NotFound extends AppError {
  override readonly name = 'NotFound';
}

/** The request is sound, but what is there already stands against it. */
export class Conflict extends AppError {
  override readonly name = 'Conflict';
}

/** Asked too often; says when to come again. */
export class TooManyRequests extends AppError {
  override readonly name = 'TooManyRequests';
  readonly retryAfterSeconds: number;

  constructor(message: string, retryAfterSeconds: number, context: ErrorContext | null = null) {
    super(message, context);
    this.retryAfterSeconds = Math.max(1, Math.ceil(retryAfterSeconds));
  }
}

/** A service outside failed: their fault, worth another try later. */
export class Unavailable extends AppError {
  override readonly name = 'Unavailable';
}

/** A service outside understood us and said no: asking again the same way is of no use. */
export class Refused extends AppError {
  override readonly name = 'Refused';
}

/** We ourselves cannot serve now, and shall again. */
export class NotReady extends AppError {
  override readonly name = 'NotReady';
}

/** The text of anything that was thrown, for a sentence or a log line. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** What the system calls an error: `ENOENT`; null where it has no such name. */
export function codeOf(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}

/** Null instead of NotFound; every other error stays one: a database that is down is not an answer. */
export async function orNull<T>(reading: Promise<T>): Promise<T | null> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof NotFound) return null;
    throw error;
  }
}
