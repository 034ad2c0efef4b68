import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { Refused } from '../base/errors.ts';

/** Encrypts what is stored of other services' credentials. */
export interface SecretBox {
  seal(plain: string): Uint8Array;
  /** Throws Refused where the text was sealed with neither of the keys. */
  open(sealed: Uint8Array): string;
  /** The key that opens it; null for neither. */
  keyOf(sealed: Uint8Array): 'current' | 'previous' | null;
}

const VERSION = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/**
 * AES-256-GCM with a key derived from SECRET_KEY; sealed = version, nonce, tag, cipher text. What was sealed with the
 * previous key is opened as well, so that a key can be changed while there is something to open.
 */
export function createSecretBox(secretKey: string, previousSecretKey: string | null = null): SecretBox {
  const current = deriveKey(secretKey);
  const previous = previousSecretKey === null ? null : deriveKey(previousSecretKey);

  function openWith(key: Buffer | null, sealed: Uint8Array): string | null {
    return key === null ? null : decrypt(key, Buffer.from(sealed));
  }

  return {
    seal: (plain) => encrypt(current, plain),
    open(sealed) {
      const plain = openWith(current, sealed) ?? openWith(previous, sealed);
      if (plain !== null) return plain;
      throw new Refused(
        'A stored credential cannot be read: SECRET_KEY is not the one it was saved with. Enter it again.',
      );
    },
    keyOf(sealed) {
      if (openWith(current, sealed) !== null) return 'current';
      return openWith(previous, sealed) === null ? null : 'previous';
    },
  };
}

function deriveKey(secretKey: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secretKey, '', 'mamcrawler stored credentials', 32));
}

function encrypt(key: Buffer, plain: string): Uint8Array {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  const text = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return Buffer.concat([Buffer.of(VERSION), iv, cipher.getAuthTag(), text]);
}

/** Null where it was sealed with another key, or changed since. */
function decrypt(key: Buffer, sealed: Buffer): string | null {
  const text = 1 + IV_BYTES + TAG_BYTES;
  if (sealed.length < text || sealed[0] !== VERSION) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 1 + IV_BYTES));
  decipher.setAuthTag(sealed.subarray(1 + IV_BYTES, text));
  try {
    return decipher.update(sealed.subarray(text), undefined, 'utf8') + decipher.final('utf8');
  } catch {
    return null;
  }
}
