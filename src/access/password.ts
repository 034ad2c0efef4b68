import { hash, verify } from '@node-rs/argon2';
import { NotReady } from '../base/errors.ts';

/** Whose turn it is: whoever the program knows (a signed-in user, a known device, a set-up link) goes before strangers. */
export type PasswordLane = 'known' | 'stranger';

/** argon2id with the library's defaults (19 MiB, two passes), off the main thread. */
export interface Passwords {
  /** Is asked for by nobody but whom the program knows. */
  hash(password: string): Promise<string>;
  /** Whether the password is the one of the hash; without a hash it takes the same time and is false. */
  isRight(password: string, passwordHash: string | null, lane?: PasswordLane): Promise<boolean>;
}

/** The hash of a password that nobody knows: verifying it takes as long as a real one. */
const DECOY =
  '$argon2id$v=19$m=19456,t=2,p=1$2c4XOd9R+h/wEsix/SPXDA$+lRu3mpd6zypodWluVRMMAR/75NawnnfhE5UTc3Co+k';

/** Each computation holds 19 MiB and one of the four threads that also read files and resolve names: two stay free. */
const AT_ONCE = 2;
/** In each lane. */
const WAITING = 32;

/** Computes a few at once, lets some more wait, and answers NotReady to the rest: a flood must not pile up. */
export function createPasswords(limits = { atOnce: AT_ONCE, waiting: WAITING }): Passwords {
  const inTurn = createQueue(limits);
  return {
    hash: (password) => inTurn('known', () => hash(password)),
    isRight: async (password, passwordHash, lane = 'known') => {
      const isRight = await inTurn(lane, () => verify(passwordHash ?? DECOY, password));
      return isRight && passwordHash !== null;
    },
  };
}

function createQueue({ atOnce, waiting }: { readonly atOnce: number; readonly waiting: number }) {
  let running = 0;
  const lanes: Readonly<Record<PasswordLane, (() => void)[]>> = { known: [], stranger: [] };
  return async function inTurn<T>(lane: PasswordLane, compute: () => Promise<T>): Promise<T> {
    const queue = lanes[lane];
    if (running < atOnce) running += 1;
    else if (queue.length < waiting) await new Promise<void>((resolve) => queue.push(resolve));
    else throw new NotReady('Too many people are signing in at this moment. Try again in a few seconds.');
    try {
      return await compute();
    } finally {
      // The place is passed on, so that nobody who comes just now takes it.
      const next = lanes.known.shift() ?? lanes.stranger.shift();
      if (next === undefined) running -= 1;
      else next();
    }
  };
}
