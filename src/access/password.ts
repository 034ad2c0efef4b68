import { hash, verify } from '@node-rs/argon2';
import { NotReady } from '../base/errors.ts';

/** argon2id with the library's defaults (19 MiB, two passes), off the main thread. */
export interface Passwords {
  hash(password: string): Promise<string>;
  /** Whether the password is the one of the hash; without a hash it takes the same time and is false. */
  isRight(password: string, passwordHash: string | null): Promise<boolean>;
}

/** The hash of a password that nobody knows: verifying it takes as long as a real one. */
const DECOY =
  '$argon2id$v=19$m=19456,t=2,p=1$2c4XOd9R+h/wEsix/SPXDA$+lRu3mpd6zypodWluVRMMAR/75NawnnfhE5UTc3Co+k';

/** Each computation holds 19 MiB and a thread of the pool that also reads files. */
const AT_ONCE = 4;
const WAITING = 32;

/** Computes a few at once, lets some more wait, and answers NotReady to the rest: a flood must not pile up. */
export function createPasswords(limits = { atOnce: AT_ONCE, waiting: WAITING }): Passwords {
  const inTurn = createQueue(limits);
  return {
    hash: (password) => inTurn(() => hash(password)),
    isRight: async (password, passwordHash) => {
      const isRight = await inTurn(() => verify(passwordHash ?? DECOY, password));
      return isRight && passwordHash !== null;
    },
  };
}

function createQueue({ atOnce, waiting }: { readonly atOnce: number; readonly waiting: number }) {
  let running = 0;
  const queue: (() => void)[] = [];
  return async function inTurn<T>(compute: () => Promise<T>): Promise<T> {
    if (running < atOnce) running += 1;
    else if (queue.length < waiting) await new Promise<void>((resolve) => queue.push(resolve));
    else throw new NotReady('Too many people are signing in at this moment. Try again in a few seconds.');
    try {
      return await compute();
    } finally {
      // The place is passed on, so that nobody who comes just now takes it.
      const next = queue.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
