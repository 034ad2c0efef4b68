import { useState } from 'react';

/** A choice that this browser remembers. */
export function useRemembered<Value extends string>(
  key: string,
  values: readonly Value[],
  fallback: Value,
): readonly [value: Value, remember: (value: Value) => void] {
  const [value, setValue] = useState<Value>(() => values.find((known) => known === read(key)) ?? fallback);
  return [
    value,
    (next) => {
      setValue(next);
      write(key, next);
    },
  ];
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function write(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // Storage may be switched off; the choice then lasts until the page is left.
  }
}
