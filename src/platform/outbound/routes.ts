import { Agent, type Dispatcher } from 'undici';
import type { AddressGuard } from './address-guard.ts';
import { connectDirectly } from './direct.ts';
import { httpProxy } from './http-proxy.ts';
import { socksProxy } from './socks-proxy.ts';
import { connectThrough } from './tunnel.ts';

/** Through which proxy a call goes: null as PROXY_URL says, `direct` through none, else the URL of one. */
export type ProxyChoice = string | null;

/** The connections of one way out. What was connected to for an administrator is never reused for a stranger's address. */
export interface Route {
  readonly guarded: Dispatcher;
  readonly configured: Dispatcher;
}

export interface Routes extends AsyncDisposable {
  of(choice: ProxyChoice): Route;
}

const MAX_ROUTES = 16;

export function createRoutes(proxyUrl: string | null, guard: AddressGuard): Routes {
  const open = new Map<string, Route & AsyncDisposable>();

  function kept(key: string): Route {
    const route = open.get(key) ?? openRoute(key === 'direct' ? null : key, guard);
    // The last used is the last one to go.
    open.delete(key);
    open.set(key, route);
    const [oldest] = open.keys();
    if (open.size > MAX_ROUTES && oldest !== undefined) forget(oldest);
    return route;
  }

  function forget(key: string): void {
    const route = open.get(key);
    open.delete(key);
    // It is left to end what runs on it.
    void Promise.allSettled([route?.guarded.close(), route?.configured.close()]).then(() =>
      route?.[Symbol.asyncDispose](),
    );
  }

  return {
    of: (choice) => kept(choice ?? proxyUrl ?? 'direct'),
    async [Symbol.asyncDispose]() {
      await Promise.all([...open.values()].map((route) => route[Symbol.asyncDispose]()));
    },
  };
}

function openRoute(proxyUrl: string | null, guard: AddressGuard): Route & AsyncDisposable {
  const ending = new AsyncDisposableStack();
  const connector = proxyUrl === null ? connectDirectly : throughProxy(new URL(proxyUrl), ending);
  const agent = (connect: ReturnType<typeof connector>) =>
    ending.adopt(new Agent({ connect }), (one) => one.destroy());
  return {
    guarded: agent(connector(guard)),
    configured: agent(connector(null)),
    [Symbol.asyncDispose]: () => ending.disposeAsync(),
  };
}

function throughProxy(proxy: URL, ending: AsyncDisposableStack) {
  const tunnel = ending.use(proxy.protocol === 'socks5:' ? socksProxy(proxy) : httpProxy(proxy));
  return (guard: AddressGuard | null) => connectThrough(tunnel, guard);
}
