import { NOTED_ACTIONS } from '../../../../src/base/audit-actions.ts';
import { endpoints } from '../../../../src/contract/endpoints.ts';

const ACTIONS = new Set<string>([
  ...endpoints.filter(({ audited }) => audited).map(({ name }) => name),
  ...NOTED_ACTIONS,
]);

/** `changeIndexer` for people: `Change indexer`. */
export function actionWords(action: string): string {
  const words = action
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[_.-]+/g, ' ')
    .trim()
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Every action that can be in the audit log, for a filter. */
export const ACTION_CHOICES = [
  { value: '', label: 'Every action' },
  ...[...ACTIONS]
    .map((name) => ({ value: name, label: actionWords(name) }))
    .toSorted((a, b) => a.label.localeCompare(b.label, 'en')),
];
