import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { Refused } from '../base/errors.ts';

/** Encrypts what is stored of other services' credentials. */
export interface SecretBox {
  seal(plain: string): Uint8Array;
  /** Throws where the text was sealed with another key. */
  open(sealed: Uint8Array): string;
}

const IV_BYTES = 12;
const TAG_BYTES = 16;

/** AES-256-GCM with a key derived from SECRET_KEY; sealed = version, nonce, tag, cipher text. */
export function createSecretBox(secretKey: string): SecretBox {
  const key = Buffer.from(hkdfSync('sha256', secretKey, '', 'mamcrawler stored credentials', 32));
  return {
    seal(plain) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv('aes-256-gcm', key, iv);
      const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.of(1), iv, cipher.getAuthTag(), text]);
    },
    open(sealed) {
      const bytes = Buffer.from(sealed);
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(1, 1 + IV_BYTES));
      decipher.setAuthTag(bytes.subarray(1 + IV_BYTES, 1 + IV_BYTES + TAG_BYTES));
      try {
        return (
          decipher.update(bytes.subarray(1 + IV_BYTES + TAG_BYTES), undefined, 'utf8') +
          decipher.final('utf8')
        );
      } catch (cause) {
        throw new Refused(
          'A stored credential cannot be read: SECRET_KEY is not the one it was saved with. Enter it again.',
          null,
          { cause },
        );
      }
    },
  };
}
