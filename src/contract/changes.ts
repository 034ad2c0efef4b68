import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { id, idOf, idParam, instant, listOf, pageQuery, text, whole } from './values.ts';

const tag = 'Changes';

export const CHANGE_SET_KINDS = ['edit', 'bulk_edit', 'scan', 'undo'] as const;

export const ChangeSet = z
  .object({
    id,
    kind: z.enum(CHANGE_SET_KINDS).meta({ example: 'edit' }),
    sentence: text('Changed the title of “Emma”'),
    user: z
      .object({ id, name: text('Ada') })
      .nullable()
      .meta({ description: 'Who did it; null: a scan, or somebody who is gone' }),
    at: instant,
    change_count: whole(1, 'How many fields it changed'),
    undoes_id: idOf('The change set that it undid').nullable().meta({ example: null }),
    undone_at: instant.nullable().meta({ description: 'When all of it was undone', example: null }),
  })
  .meta({ title: 'ChangeSet' });

const shown = (example: string, description: string) => text(example, description).nullable();

export const FieldChange = z
  .object({
    id,
    book_id: idOf('The book that it is about; null where that is gone').nullable(),
    book_title: text('Emma').nullable(),
    recording_id: idOf('The recording of the book, where it is a field of one')
      .nullable()
      .meta({ example: null }),
    library_item_id: idOf('The library item, where that was moved').nullable().meta({ example: null }),
    field: text('title'),
    old_value: shown('Ema', 'As people read it; null: empty'),
    new_value: shown('Emma', 'As people read it; null: empty'),
    old_source: shown('path', 'Where the old value was from'),
    new_source: shown('person', 'Where the new one is from'),
    was_locked: z.boolean(),
    is_locked: z.boolean().meta({ description: 'Whether scans leave the new value alone' }),
  })
  .meta({ title: 'FieldChange' });

export const BookChange = FieldChange.extend({
  change_set: ChangeSet,
  can_undo: z.boolean().meta({ description: 'Whether the field is still as this change left it' }),
}).meta({ title: 'BookChange' });

export const listBookChanges = endpoint({
  name: 'listBookChanges',
  method: 'GET',
  path: '/api/books/{id}/changes',
  summary: 'What was changed of a book and its recordings, the newest first',
  description:
    'By people, and by scans that found other values later; what a book was entered with is no change. Each can be undone by itself (`POST /api/field-changes/{id}/undo`) or with all that was changed at once (`POST /api/change-sets/{id}/undo`).',
  tag,
  needs: 'library.read',
  params: idParam,
  query: pageQuery,
  reply: listOf(BookChange),
});

export const listChangeSets = endpoint({
  name: 'listChangeSets',
  method: 'GET',
  path: '/api/change-sets',
  summary: 'What was changed, the newest first',
  description:
    'A change set is what was changed at once: by an edit, a bulk edit, a scan that found other values, or an undo. What people changed is kept for ever, what scans changed for a year.',
  tag,
  needs: 'library.read',
  query: pageQuery,
  reply: listOf(ChangeSet),
});

export const getChangeSet = endpoint({
  name: 'getChangeSet',
  method: 'GET',
  path: '/api/change-sets/{id}',
  summary: 'One change set',
  description: 'Its fields are a list of their own.',
  tag,
  needs: 'library.read',
  params: idParam,
  reply: ChangeSet,
});

export const listSetChanges = endpoint({
  name: 'listSetChanges',
  method: 'GET',
  path: '/api/change-sets/{id}/changes',
  summary: 'The fields that a change set changed',
  description: 'Each with its old and its new value, the last one first.',
  tag,
  needs: 'library.read',
  params: idParam,
  query: pageQuery,
  reply: listOf(FieldChange),
});

export const Undone = z
  .object({
    change_set_id: idOf('The change set of the undo, by which it can be undone in turn'),
    undone_count: whole(3),
    left_count: whole(0),
    left: z
      .array(
        FieldChange.extend({
          why: z.enum(['changed_since', 'gone', 'measured']).meta({
            description: 'The field was changed since, what it was of is gone, or it is measured',
            example: 'changed_since',
          }),
        }).meta({ title: 'LeftChange' }),
      )
      .meta({ description: 'What was left as it is; the first 200', example: [] }),
  })
  .meta({ title: 'Undone' });

export const undoChangeSet = endpoint({
  name: 'undoChangeSet',
  method: 'POST',
  path: '/api/change-sets/{id}/undo',
  summary: 'Undo what was changed at once',
  description:
    'Puts each old value back, with what was known of it, where the field is still as the change set left it. What was changed since stays, and is told; where that is everything, it is a conflict. The undo is a change set itself: undo that to have the first one again. What a scan changed is locked when it is undone, or the next one would change it again.',
  tag,
  needs: 'library.edit',
  errors: ['conflict'],
  params: idParam,
  reply: Undone,
});

export const undoFieldChange = endpoint({
  name: 'undoFieldChange',
  method: 'POST',
  path: '/api/field-changes/{id}/undo',
  summary: 'Undo the change of one field',
  description:
    'As `POST /api/change-sets/{id}/undo` does with all of them. What only makes sense with others, as the parts of a merge, is a conflict.',
  tag,
  needs: 'library.edit',
  errors: ['conflict'],
  params: idParam,
  reply: Undone,
});
