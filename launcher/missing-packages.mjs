/**
 * The packages of `package-lock.json` that are not in `node_modules/.package-lock.json`, which npm writes at the very
 * end of an installation. Of those that may be missing, the direct ones for this machine must be there too: npm
 * leaves them out without a word when they cannot be fetched.
 */
export function missingPackages(lock, installed, machine) {
  const direct = Object.keys(lock.packages['']?.optionalDependencies ?? {}).map(
    (name) => `node_modules/${name}`,
  );
  return Object.entries(lock.packages)
    .filter(([path]) => path !== '')
    .filter(([path, entry]) => (entry.optional ? direct.includes(path) && isFor(machine, entry) : true))
    .filter(([path, entry]) => !isSame(entry, installed.packages[path]))
    .map(([path]) => path.replace(/^node_modules\//u, ''));
}

function isFor({ platform, arch }, { os, cpu }) {
  return (os?.includes(platform) ?? true) && (cpu?.includes(arch) ?? true);
}

function isSame(wanted, found) {
  return found !== undefined && wanted.version === found.version && wanted.integrity === found.integrity;
}
