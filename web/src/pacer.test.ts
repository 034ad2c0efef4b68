import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createPacer } from './pacer.ts';

describe('createPacer', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('makes one run of many askings, and another for what came while it ran', async () => {
    let runs = 0;
    let finish: () => void = () => undefined;
    const pacer = createPacer(() => {
      runs += 1;
      return new Promise((resolve) => {
        finish = () => resolve(1000);
      });
    }, 100);

    for (let index = 0; index < 10; index += 1) pacer.ask();
    await vi.advanceTimersByTimeAsync(99);
    expect(runs).toBe(0);
    await vi.advanceTimersByTimeAsync(1);
    expect(runs).toBe(1);

    pacer.ask();
    finish();
    await vi.advanceTimersByTimeAsync(999);
    expect(runs).toBe(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(runs).toBe(2);
  });

  it('goes on after a run that failed', async () => {
    let runs = 0;
    const pacer = createPacer(async () => {
      runs += 1;
      throw new Error('no server');
    }, 0);

    pacer.ask();
    await vi.advanceTimersByTimeAsync(0);
    pacer.ask();
    await vi.advanceTimersByTimeAsync(1000);

    expect(runs).toBe(2);
  });

  it('does nothing more once it is stopped', async () => {
    let runs = 0;
    const pacer = createPacer(async () => {
      runs += 1;
      return 0;
    }, 50);

    pacer.ask();
    pacer.stop();
    pacer.ask();
    await vi.advanceTimersByTimeAsync(1000);

    expect(runs).toBe(0);
  });
});
