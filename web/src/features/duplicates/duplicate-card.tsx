import { Lightbulb } from 'lucide-react';
import { keepDuplicate, unkeepDuplicate } from '../../../../src/contract/duplicates.ts';
import { useAction } from '../../api.ts';
import { useMay } from '../../session.ts';
import type { DuplicateGroup, Library } from '../../things.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { useErrorToast } from '../../ui/toasts.tsx';
import { DuplicateMemberCard } from './duplicate-member-card.tsx';
import { kindWords } from './duplicate-words.ts';

interface DuplicateCardProps {
  readonly group: DuplicateGroup;
  readonly libraries: readonly Library[];
}

/** Items that repeat one another, side by side, and what to do about it. */
export function DuplicateCard({ group, libraries }: DuplicateCardProps) {
  const { kind, members, recommendation } = group;
  const title = members.find(({ book }) => book !== null)?.book?.title ?? members[0]?.path ?? '';
  const headingId = `duplicate-${group.id}`;
  return (
    <Card className="p-4">
      <section aria-labelledby={headingId}>
        <div className="flex flex-wrap items-start gap-x-3 gap-y-1">
          <div className="min-w-0 flex-1 basis-60">
            <h2 id={headingId} className="font-medium wrap-anywhere">
              {title}
            </h2>
            <p className="text-[0.8125rem] text-muted">{kindWords(kind)}</p>
          </div>
          <KeepButton group={group} title={title} />
        </div>
        <p className="mt-3 flex items-start gap-2 rounded-lg bg-sunken px-3 py-2 text-[0.8125rem]">
          <Lightbulb className="mt-0.5 size-4 shrink-0 text-accent" aria-hidden />
          <span className="min-w-0 wrap-anywhere">{recommendation.reason}</span>
        </p>
        <ul className="mt-3 grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
          {members.map((member) => (
            <li key={member.item_id}>
              <DuplicateMemberCard
                member={member}
                others={members.filter(({ item_id: id }) => id !== member.item_id)}
                libraryName={libraries.find(({ id }) => id === member.library_id)?.name}
                advice={
                  recommendation.action === 'keep_all'
                    ? null
                    : recommendation.keep_item_ids.includes(member.item_id)
                      ? 'keep'
                      : 'may_go'
                }
              />
            </li>
          ))}
        </ul>
      </section>
    </Card>
  );
}

function KeepButton({ group, title }: { readonly group: DuplicateGroup; readonly title: string }) {
  const keep = useAction(keepDuplicate);
  const unkeep = useAction(unkeepDuplicate);
  const tellError = useErrorToast();
  if (!useMay()('library.edit')) return null;
  const input = { params: { id: group.id } };
  return group.kept_at === null ? (
    <Button
      size="small"
      aria-label={`Keep all of ${title}`}
      isPending={keep.isPending}
      onClick={() => keep.mutate(input, { onError: tellError })}
    >
      Keep all
    </Button>
  ) : (
    <Button
      size="small"
      aria-label={`List ${title} again`}
      isPending={unkeep.isPending}
      onClick={() => unkeep.mutate(input, { onError: tellError })}
    >
      List again
    </Button>
  );
}
