import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSecretBox } from './secret-box.ts';

const box = createSecretBox('one key');

describe('a secret box', () => {
  it('gives back what was sealed, and shows nothing of it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 4 }), (secret) => {
        const sealed = box.seal(secret);

        expect(box.open(sealed)).toBe(secret);
        expect(Buffer.from(sealed).includes(secret)).toBe(false);
      }),
      { numRuns: 30 },
    );
  });

  it('seals the same another way each time', () => {
    expect(box.seal('a')).not.toEqual(box.seal('a'));
  });

  it('opens what another program with the same key sealed', () => {
    expect(createSecretBox('one key').open(box.seal('a'))).toBe('a');
  });

  it('says what to do where the key is another one or the bytes were changed', () => {
    const sealed = Buffer.from(box.seal('a'));
    const changed = Buffer.from(sealed);
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;

    expect(() => createSecretBox('other key').open(sealed)).toThrow('SECRET_KEY is not the one');
    expect(() => box.open(changed)).toThrow('Enter it again.');
    expect(() => box.open(sealed.subarray(0, 10))).toThrow();
  });

  it('opens what the key before sealed, and seals with the new one', () => {
    const renewed = createSecretBox('new key', 'one key');
    const [old, made] = [box.seal('a'), renewed.seal('b')];

    expect([renewed.open(old), renewed.open(made)]).toEqual(['a', 'b']);
    expect(createSecretBox('new key').open(made)).toBe('b');
    expect([old, made, createSecretBox('x').seal('c'), Buffer.of(1, 2)].map(renewed.keyOf)).toEqual([
      'previous',
      'current',
      null,
      null,
    ]);
  });
});
