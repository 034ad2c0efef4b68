import type { ReactNode } from 'react';

/** A panel of its own on the page. */
export function Card({
  children,
  className = '',
}: {
  readonly children: ReactNode;
  readonly className?: string;
}) {
  return <div className={`rounded-xl border border-line bg-panel shadow-card ${className}`}>{children}</div>;
}
