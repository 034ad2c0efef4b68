import { describe, expect, it } from 'vitest';
import { PERMISSIONS, type Permission } from '../../../src/base/permissions.ts';
import { navigationFor } from './navigation.ts';

function namesFor(...permissions: readonly Permission[]): readonly string[] {
  return navigationFor((permission) => permissions.includes(permission))
    .groups.flat()
    .map(({ name }) => name);
}

describe('the navigation', () => {
  it('leads only where somebody may go, and leaves no empty group', () => {
    expect(namesFor('library.read', 'wanted.read')).not.toContain('Settings');
    expect(namesFor('library.read')).toEqual([
      'Library',
      'Authors',
      'Series',
      'Changes',
      'Duplicates',
      'Faults',
      'Incomplete',
      'Statistics',
    ]);
    expect(namesFor(...PERMISSIONS)).toEqual(expect.arrayContaining(['Users', 'Audit log', 'Errors']));
    expect(navigationFor(() => false).groups).toEqual([]);
  });

  it('shows each place once on a phone', () => {
    const { groups, bar, more } = navigationFor(() => true);
    expect([...bar, ...more].map(({ path }) => path).toSorted()).toEqual(
      groups
        .flat()
        .map(({ path }) => path)
        .toSorted(),
    );
    expect(bar).toHaveLength(4);
  });
});
