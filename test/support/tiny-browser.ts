/** Follows redirects and keeps cookies, by origin; knows nothing else of what a browser does. */
export interface TinyBrowser {
  /** What it would send there. */
  cookies(origin: string): Map<string, string>;
  /** One request, without following. */
  open(url: string, init?: RequestInit): Promise<Response>;
  /** Follows redirects until one leads to where `isThere` holds, and answers that address unopened. */
  follow(url: string, isThere: (url: URL) => boolean): Promise<URL>;
}

const MAX_REDIRECTS = 12;

export function createTinyBrowser(): TinyBrowser {
  const jars = new Map<string, Map<string, string>>();

  function cookies(origin: string): Map<string, string> {
    const jar = jars.get(origin) ?? new Map<string, string>();
    jars.set(origin, jar);
    return jar;
  }

  async function open(url: string, init: RequestInit = {}): Promise<Response> {
    const jar = cookies(new URL(url).origin);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(url, {
      redirect: 'manual',
      ...init,
      headers: { ...Object.fromEntries(new Headers(init.headers)), ...(cookie === '' ? {} : { cookie }) },
    });
    for (const line of response.headers.getSetCookie()) keep(jar, line);
    return response;
  }

  return {
    cookies,
    open,
    async follow(url, isThere) {
      let next = new URL(url);
      for (let n = 0; n < MAX_REDIRECTS; n += 1) {
        if (isThere(next)) return next;
        const response = await open(next.href);
        const location = response.headers.get('location');
        if (location === null)
          throw new Error(
            `${next.href} answered ${response.status} and leads nowhere: ${await response.text()}`,
          );
        next = new URL(location, next);
      }
      throw new Error(`${url} led through more than ${MAX_REDIRECTS} redirects`);
    },
  };
}

function keep(jar: Map<string, string>, line: string): void {
  const [pair = '', ...attributes] = line.split(/;\s*/);
  const name = pair.slice(0, pair.indexOf('='));
  const expires = attributes.find((attribute) => /^expires=/i.test(attribute))?.slice('expires='.length);
  const hasEnded =
    attributes.some((attribute) => /^max-age=0$/i.test(attribute)) ||
    (expires !== undefined && new Date(expires) <= new Date());
  if (hasEnded) jar.delete(name);
  else jar.set(name, pair.slice(name.length + 1));
}
