import { hash, verify } from '@node-rs/argon2';

/** argon2id with the library's defaults (19 MiB, two passes), off the main thread. */
export function hashPassword(password: string): Promise<string> {
  return hash(password);
}

/** The hash of a password that nobody knows: verifying it takes as long as a real one. */
const DECOY =
  '$argon2id$v=19$m=19456,t=2,p=1$2c4XOd9R+h/wEsix/SPXDA$+lRu3mpd6zypodWluVRMMAR/75NawnnfhE5UTc3Co+k';

/** Whether the password is the one of the hash; without a hash it takes the same time and is false. */
export async function isPassword(password: string, passwordHash: string | null): Promise<boolean> {
  const isRight = await verify(passwordHash ?? DECOY, password);
  return isRight && passwordHash !== null;
}
