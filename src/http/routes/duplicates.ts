import { userIdOf } from '../../access/actor.ts';
import * as contract from '../../contract/duplicates.ts';
import {
  type BrowsedGroup,
  browseDuplicate,
  browseDuplicates,
} from '../../library/duplicates/browse-duplicates.ts';
import type { DuplicateMember } from '../../library/duplicates/duplicate-member.ts';
import { requestDuplicates } from '../../library/duplicates/find-duplicates.ts';
import { keepDuplicate, unkeepDuplicate } from '../../library/duplicates/keep-duplicate.ts';
import type { HttpNeeds } from '../needs.ts';
import { instant, instantOrNull, presentPage } from '../present.ts';
import { type Route, route } from '../route.ts';

export function duplicateRoutes(needs: HttpNeeds): readonly Route[] {
  const { db, send } = needs;
  return [
    route(contract.listDuplicates, async ({ query }) =>
      presentPage(await browseDuplicates(db, query), presentGroup),
    ),
    route(contract.findDuplicates, async () => ({
      task_id: await db.transaction().execute((tx) => requestDuplicates(tx, send)),
    })),
    route(contract.getDuplicate, async ({ params }) => presentGroup(await browseDuplicate(db, params.id))),
    route(contract.keepDuplicate, async ({ params, actor }) =>
      presentGroup(await keepDuplicate(needs, params.id, userIdOf(actor))),
    ),
    route(contract.unkeepDuplicate, async ({ params }) =>
      presentGroup(await unkeepDuplicate(needs, params.id)),
    ),
  ];
}

function presentGroup(group: BrowsedGroup) {
  return {
    id: group.id,
    kind: group.kind,
    members: group.members.map(presentMember),
    differences: [...group.differences],
    recommendation: { action: group.action, keep_item_ids: [...group.keep_ids], reason: group.reason },
    found_at: instant(group.found_at),
    kept_at: instantOrNull(group.kept_at),
  };
}

function presentMember(member: DuplicateMember) {
  return {
    item_id: member.id,
    library_id: member.library_id,
    path: member.path,
    book: member.book === null ? null : { ...member.book },
    narrators: [...member.narrators],
    language: member.language,
    abridged: member.abridged,
    codecs: [...member.codecs],
    bitrate_kbps: member.bitrate_kbps,
    size_bytes: member.size_bytes,
    duration_seconds: member.duration_seconds,
    file_count: member.file_count,
    chapter_count: member.chapter_count,
    has_cover: member.has_cover,
    findings: [...member.findings],
    is_missing: member.is_missing,
    added_at: instant(member.added_at),
  };
}
