import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';

/** A page of a real browser, and what went wrong in it. */
export interface WatchedPage extends AsyncDisposable {
  readonly page: Page;
  /**
   * Errors of the console, exceptions, what the content security policy blocked, requests to other hosts, answers of
   * 400 and above. Emptied by reading.
   */
  complaints(): readonly string[];
}

const ARGUMENTS = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const PATIENCE_MS = 45_000;
const REPORT_VIOLATIONS = `addEventListener('securitypolicyviolation', (event) =>
  reportViolation([event.violatedDirective, event.blockedURI, event.sample].join(' ')));`;

export const DESKTOP: BrowserContextOptions = { viewport: { width: 1280, height: 800 } };
export const PHONE: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
};

/** Debian's Chromium. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: '/usr/bin/chromium', args: ARGUMENTS });
}

/** Opens a page with cookies and storage of its own, whose relative addresses are those of the program. */
export async function openPage(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = DESKTOP,
): Promise<WatchedPage> {
  const context = await browser.newContext({ baseURL: address, ...options });
  context.setDefaultTimeout(PATIENCE_MS);
  const complaints: string[] = [];
  const { host } = new URL(address);
  await context.exposeBinding('reportViolation', (_, what: string) => complaints.push(`blocked: ${what}`));
  await context.addInitScript({ content: REPORT_VIOLATIONS });
  const page = await context.newPage();
  page.on('console', (message) => {
    // Of a refused request the answer itself is noted, with its address.
    const isRefusal = message.text().startsWith('Failed to load resource: the server responded with');
    if (message.type() === 'error' && !isRefusal) complaints.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => complaints.push(`exception: ${error.message}`));
  page.on('request', (request) => {
    const { protocol, host: asked } = new URL(request.url());
    if (/^https?:$/.test(protocol) && asked !== host) complaints.push(`other host: ${request.url()}`);
  });
  page.on('response', (response) => {
    const { pathname } = new URL(response.url());
    if (response.status() >= 400)
      complaints.push(`${response.status()} ${response.request().method()} ${pathname}`);
  });
  return {
    page,
    complaints: () => complaints.splice(0),
    [Symbol.asyncDispose]: () => context.close(),
  };
}
