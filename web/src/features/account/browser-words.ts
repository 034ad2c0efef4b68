const BROWSERS: readonly (readonly [mark: RegExp, name: string])[] = [
  // Each names itself beside those that it descends from: the youngest comes first.
  [/\b(?:Edg|EdgA|EdgiOS)\/(\d+)/, 'Edge'],
  [/\b(?:OPR|OPT)\/(\d+)/, 'Opera'],
  [/\bSamsungBrowser\/(\d+)/, 'Samsung Internet'],
  [/\bVivaldi\/(\d+)/, 'Vivaldi'],
  [/\b(?:Firefox|FxiOS)\/(\d+)/, 'Firefox'],
  [/\b(?:Chrome|CriOS|HeadlessChrome)\/(\d+)/, 'Chrome'],
  [/\bVersion\/(\d+)[\d.]* .*\bSafari\//, 'Safari'],
  [/^curl\/(\d+)/, 'curl'],
];

const SYSTEMS: readonly (readonly [mark: RegExp, name: string, kind: 'phone' | 'computer'])[] = [
  [/\biPhone\b/, 'iPhone', 'phone'],
  [/\biPad\b/, 'iPad', 'phone'],
  [/\bAndroid\b/, 'Android', 'phone'],
  [/\bWindows\b/, 'Windows', 'computer'],
  [/\bCrOS\b/, 'ChromeOS', 'computer'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS', 'computer'],
  [/\bLinux\b|\bX11\b/, 'Linux', 'computer'],
];

export interface BrowserWords {
  /** `Firefox 143 on Linux`. */
  readonly name: string;
  readonly kind: 'phone' | 'computer';
}

/** What a browser calls itself, for a person who looks for the one that is not theirs. */
export function browserWords(userAgent: string | null): BrowserWords {
  const text = userAgent ?? '';
  const system = SYSTEMS.find(([mark]) => mark.test(text));
  const kind = system?.[2] ?? 'computer';
  for (const [mark, name] of BROWSERS) {
    const version = mark.exec(text)?.[1];
    if (version === undefined) continue;
    return { name: `${name} ${version}${system === undefined ? '' : ` on ${system[1]}`}`, kind };
  }
  return { name: system === undefined ? 'Unknown browser' : `A browser on ${system[1]}`, kind };
}
