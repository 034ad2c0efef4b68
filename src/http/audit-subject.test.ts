import { describe, expect, it } from 'vitest';
import { auditSubject } from './audit-subject.ts';

describe('auditSubject', () => {
  it.each([
    ['/api/indexers/{id}', { id: 3 }, undefined, 'indexers/3'],
    ['/api/libraries/{id}/scan', { id: 3 }, { id: 9 }, 'libraries/3'],
    ['/api/indexers', undefined, { id: 7, name: 'Mine' }, 'indexers/7'],
    ['/api/users/{user_id}/keys/{id}', { user_id: 1, id: 2 }, undefined, 'users/1/keys/2'],
    ['/api/logging', undefined, { level: 'debug' }, 'logging'],
    ['/api/session', undefined, undefined, 'session'],
    ['/api/indexers/test', undefined, null, 'indexers/test'],
  ])('of %s', (path, params, answer, subject) => {
    expect(auditSubject(path, params, answer)).toBe(subject);
  });
});
