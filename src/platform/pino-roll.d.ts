declare module 'pino-roll' {
  import type { DestinationStream } from 'pino';

  interface RollOptions {
    readonly file: string;
    readonly size?: string;
    readonly limit?: { readonly count: number };
    /** Of files that it makes. */
    readonly mode?: number;
  }

  export default function build(options: RollOptions): Promise<DestinationStream>;
}
