import type { RunningProgram } from '../../test/support/program.ts';

/** For `NODE_OPTIONS` of a program whose heap is to be looked at. */
export const INSPECTABLE = '--inspect=127.0.0.1:0';

/** The heap of a program that was started so, after everything that nobody needs was thrown away; in megabytes. */
export async function heapAfterCollection({ said }: RunningProgram): Promise<number> {
  // The first one is its own; the processes that it starts have others.
  const address = /Debugger listening on (ws:\S+)/.exec(said())?.[1];
  if (address === undefined) throw new Error('The program cannot be inspected.');
  const socket = new WebSocket(address);
  await new Promise((opened, failed) => {
    socket.addEventListener('open', opened, { once: true });
    socket.addEventListener('error', failed, { once: true });
  });
  try {
    await ask(socket, 1, 'HeapProfiler.collectGarbage');
    const { usedSize } = await ask(socket, 2, 'Runtime.getHeapUsage');
    return Number(usedSize) / 2 ** 20;
  } finally {
    socket.close();
  }
}

function ask(socket: WebSocket, id: number, method: string): Promise<Readonly<Record<string, unknown>>> {
  return new Promise((answered, failed) => {
    socket.addEventListener('close', () => failed(new Error('The program has ended.')), { once: true });
    socket.addEventListener('message', ({ data }) => {
      const message = JSON.parse(String(data));
      if (message.id === id) answered(message.result);
    });
    socket.send(JSON.stringify({ id, method }));
  });
}
