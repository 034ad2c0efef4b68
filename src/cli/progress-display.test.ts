import { expect, it } from 'vitest';
import { createProgressDisplay } from './progress-display.ts';

function stream(isTTY: boolean) {
  const written: string[] = [];
  return { isTTY, written, write: (text: string) => written.push(text) };
}

it('is one line that is drawn over itself in a terminal', () => {
  const out = stream(true);
  const display = createProgressDisplay('Scanning', out);

  display.show(0, null);
  display.show(1, 2);
  display.show(1, 2);
  display.end();

  expect(out.written).toEqual([
    '\r\u001b[KScanning 0',
    '\r\u001b[KScanning [###############---------------] 1/2 50 %',
    '\n',
  ]);
});

it('does not flood a file with lines', () => {
  const out = stream(false);
  const display = createProgressDisplay('Scanning', out);

  for (let done = 0; done < 1000; done += 1) display.show(done, 1000);
  display.end();

  expect(out.written.length).toBeLessThanOrEqual(1);
  expect(out.written.join('')).not.toContain('\r');
});
