import { plural } from '../../../../src/base/quantities.ts';
import { answerVanished } from '../../../../src/contract/libraries.ts';
import { useAction } from '../../api.ts';
import { useMay } from '../../session.ts';
import type { Library } from '../../things.ts';
import { Button } from '../../ui/button.tsx';
import { useErrorToast } from '../../ui/toasts.tsx';

interface VanishedQuestionProps {
  readonly library: Library;
  /** Says of which library it is. */
  readonly isNamed?: boolean;
}

/** So many items were not there at the last scan that it marked none of them, and asks. */
export function VanishedQuestion({ library, isNamed = false }: VanishedQuestionProps) {
  const may = useMay();
  const answer = useAction(answerVanished);
  const tellError = useErrorToast();
  const say = (gone: boolean) =>
    answer.mutate({ params: { id: library.id }, body: { gone } }, { onError: tellError });

  if (library.vanished === null) return null;
  return (
    <section
      aria-label={`What vanished from ${library.name}`}
      className="rounded-lg bg-warn-soft px-3 py-2 text-[0.8125rem]"
    >
      <p className="wrap-anywhere">
        {isNamed && <span className="font-medium">{library.name}: </span>}
        {plural(library.vanished.count, 'item was', 'items were')} not there at the last scan: so much at once
        that nothing was marked as gone. Is a disk not mounted?
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
    </section>
  );
}
