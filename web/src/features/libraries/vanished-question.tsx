import { plural } from '../../../../src/base/quantities.ts';
import { answerVanished } from '../../../../src/contract/libraries.ts';
import { useAction } from '../../api.ts';
import { useMay } from '../../session.ts';
import { Button } from '../../ui/button.tsx';
import { useErrorToast } from '../../ui/toasts.tsx';

interface VanishedQuestionProps {
  readonly libraryId: number;
  readonly count: number;
}

/** So many items were not there at the last scan that it marked none of them, and asks. */
export function VanishedQuestion({ libraryId, count }: VanishedQuestionProps) {
  const may = useMay();
  const answer = useAction(answerVanished);
  const tellError = useErrorToast();
  const say = (gone: boolean) =>
    answer.mutate({ params: { id: libraryId }, body: { gone } }, { onError: tellError });

  return (
    <div className="mt-2 rounded-lg bg-warn-soft px-3 py-2 text-[0.8125rem]">
      <p>
        {plural(count, 'item was', 'items were')} not there at the last scan: so much at once that nothing was
        marked as gone. Is a disk not mounted?
      </p>
      {may('library.scan') && (
        <div className="mt-2 flex flex-wrap gap-2">
          <Button size="small" isPending={answer.isPending} onClick={() => say(true)}>
            They are gone
          </Button>
          <Button size="small" isPending={answer.isPending} onClick={() => say(false)}>
            They will come back
          </Button>
        </div>
      )}
    </div>
  );
}
