import fc from 'fast-check';

/** What breaks programs that trust their callers: one of these, anywhere. */
export function nastyValue(): fc.Arbitrary<unknown> {
  return fc.oneof(
    fc.constantFrom<unknown>(...NASTY_STRINGS),
    fc.constantFrom<unknown>(...NASTY_NUMBERS),
    fc.constantFrom<unknown>(null, true, false, [], {}, [[]], [null], { length: 1e9 }, PROTOTYPE_KEYS),
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.integer({ min: 1, max: 200 }).map(nested),
    fc.jsonValue({ maxDepth: 3 }),
  );
}

/** The same where only text can stand: a path or a query. */
export function nastyText(): fc.Arbitrary<string> {
  return fc.oneof(
    fc.constantFrom(...NASTY_STRINGS),
    fc.constantFrom(...NASTY_NUMBERS.map(String)),
    fc.string({ unit: 'binary', maxLength: 100 }),
  );
}

/** What arrives as a body and is no JSON object of ours. */
export const NASTY_BODIES: readonly (string | Uint8Array)[] = [
  '',
  ' ',
  'null',
  '"text"',
  '[]',
  '{',
  '{"a":}',
  '{"a":1,"a":2}',
  '{"__proto__":{"role":"administrator"}}',
  '{"constructor":{"prototype":{"role":"administrator"}}}',
  '\uFEFF{}',
  'a=1&b=2',
  `${'['.repeat(10_000)}${']'.repeat(10_000)}`,
  `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`,
  Uint8Array.of(0x7b, 0x22, 0xc3, 0x28, 0x22, 0x3a, 0x31, 0x7d),
  Uint8Array.of(0xff, 0xfe, 0x00),
];

const NASTY_STRINGS = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\uD800',
  '\u202Egnp.exe',
  'ﬀ'.repeat(300),
  '𝕏'.repeat(300),
  'x'.repeat(5000),
  '../../../../etc/passwd',
  '..%2f..%2fetc%2fpasswd',
  '/etc/passwd',
  'C:\\Windows\\win.ini',
  '\\\\server\\share',
  'file:///etc/passwd',
  'http://169.254.169.254/latest/meta-data/',
  "' or '1'='1",
  "'; drop table book; --",
  '$1',
  '%',
  '_',
  '\\',
  '$(id)',
  '`id`',
  '; id',
  '| id',
  '{{7*7}}',
  '#{7*7}',
  '<script>alert(1)</script>',
  'a\r\nset-cookie: a=b',
  'true',
  'null',
  'NaN',
  '2026-02-30',
  '9999999999-01-01T00:00:00Z',
  '-0001-01-01',
  '1e400',
];

const NASTY_NUMBERS = [
  0,
  -0,
  -1,
  1.5,
  2 ** 31,
  2 ** 53,
  2 ** 63,
  -(2 ** 63),
  1e308,
  -1e308,
  5e-324,
  Number.MAX_SAFE_INTEGER,
];

/** As JSON.parse makes them: own keys, not the prototype. */
const PROTOTYPE_KEYS: unknown = JSON.parse(
  '{"__proto__":{"a":1},"constructor":{"prototype":{"a":1}},"toString":1,"hasOwnProperty":1}',
);

function nested(levels: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}
