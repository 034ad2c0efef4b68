/** A place that will be filled: the same size as what comes, so that nothing jumps. */
export function Skeleton({ className = '' }: { readonly className?: string }) {
  return <div aria-hidden className={`animate-skeleton rounded-md bg-pressed ${className}`} />;
}

/** Rows of a list that is on its way. */
export function SkeletonRows({
  count = 6,
  className = 'h-20',
}: {
  readonly count?: number;
  readonly className?: string;
}) {
  return (
    <div role="status" aria-label="Loading" className="flex flex-col gap-2.5">
      {Array.from({ length: count }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: all alike, and never reordered
        <Skeleton key={index} className={`w-full rounded-xl ${className}`} />
      ))}
    </div>
  );
}
