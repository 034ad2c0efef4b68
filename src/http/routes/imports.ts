import * as contract from '../../contract/imports.ts';
import { type Import, listImports, readImport } from '../../imports/import-store.ts';
import { actionsFor, resolveImport } from '../../imports/resolve-import.ts';
import type { HttpNeeds } from '../needs.ts';
import { instant, instantOrNull, presentPage } from '../present.ts';
import { type Route, route } from '../route.ts';

export function importRoutes(needs: HttpNeeds): readonly Route[] {
  const { db } = needs;
  return [
    route(contract.listImports, async ({ query }) =>
      presentPage(await listImports(db, query), presentImport),
    ),
    route(contract.getImport, async ({ params }) => presentImport(await readImport(db, params.id))),
    route(contract.resolveImport, async ({ params, body }) => {
      await resolveImport(needs, params.id, body.action);
      return presentImport(await readImport(db, params.id));
    }),
  ];
}

function presentImport(entry: Import) {
  return {
    id: entry.id,
    download_id: entry.download_id,
    wanted_id: entry.wanted_book_id,
    title: entry.title,
    library_id: entry.library_id,
    state: entry.state,
    reasons: [...entry.reasons],
    source_path: entry.source_path,
    target_path: entry.target_path,
    transfer: entry.transfer,
    transfer_reason: entry.transfer_reason,
    files: [...entry.files],
    library_item_id: entry.library_item_id,
    actions: [...actionsFor(entry)],
    created_at: instant(entry.created_at),
    finished_at: instantOrNull(entry.finished_at),
  };
}
