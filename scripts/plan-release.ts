export interface Release {
  readonly version: string;
  readonly prerelease: boolean;
  /** What the changelog tells of this version, without its heading. */
  readonly notes: string;
  /** With name: `ghcr.io/me/mamcrawler:1.2.3`. */
  readonly images: { readonly full: readonly string[]; readonly slim: readonly string[] };
}

/** Throws where the tag is not this version, or the changelog does not tell of it as released. */
export function planRelease({
  tag,
  version,
  changelog,
  image,
}: {
  /** `v1.2.3` */
  readonly tag: string;
  /** That of package.json. */
  readonly version: string;
  readonly changelog: string;
  /** Name of the image, without a tag. */
  readonly image: string;
}): Release {
  if (tag !== `v${version}`) {
    throw new Error(`The tag is ${tag}, but package.json says ${version}: the tag must be v${version}.`);
  }
  const prerelease = version.includes('-');
  const [major = '', minor = ''] = version.split('.');
  // Who follows `latest` or `1` asked for what is finished.
  const names = prerelease ? [version] : [version, `${major}.${minor}`, major, 'latest'];
  return {
    version,
    prerelease,
    notes: notesOf(version, changelog),
    images: {
      full: names.map((name) => `${image}:${name}`),
      slim: names.map((name) => `${image}:${name === 'latest' ? 'slim' : `${name}-slim`}`),
    },
  };
}

/** `## 1.2.3, 2026-11-22` and all up to the next such heading. */
function notesOf(version: string, changelog: string): string {
  const section = changelog.split(/^## /m).find((part) => part.startsWith(`${version}, `));
  if (section === undefined)
    throw new Error(`CHANGELOG.md does not tell of ${version}: add "## ${version}, DATE".`);
  const [heading = '', ...lines] = section.split('\n');
  if (!/, \d{4}-\d\d-\d\d$/.test(heading)) {
    throw new Error(`CHANGELOG.md has "## ${heading}": a release has its date there, as 2026-11-22.`);
  }
  const notes = lines.join('\n').trim();
  if (notes === '')
    throw new Error(`CHANGELOG.md says nothing about ${version}: what changed for its users?`);
  return notes;
}
