import { Skeleton } from '../../ui/skeleton.tsx';

export function BookPageSkeleton() {
  return (
    <div role="status" aria-label="Loading" className="mx-auto max-w-5xl px-4 pt-5 md:px-8 md:pt-10">
      <div className="flex flex-col gap-6 sm:flex-row sm:gap-8">
        <Skeleton className="aspect-square w-44 shrink-0 self-center rounded-xl sm:w-60 sm:self-start" />
        <div className="flex flex-1 flex-col gap-3 pt-1">
          <Skeleton className="h-8 w-3/4" />
          <Skeleton className="h-4 w-1/3" />
          <Skeleton className="mt-3 h-4 w-1/2" />
          <Skeleton className="h-4 w-2/5" />
        </div>
      </div>
      <Skeleton className="mt-9 h-56 w-full rounded-xl" />
    </div>
  );
}
