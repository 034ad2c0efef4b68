import { Compass } from 'lucide-react';
import { DeadEnd } from './dead-end.tsx';

export function NotFoundPage() {
  return (
    <DeadEnd title="Not found" icon={<Compass aria-hidden />} says="There is nothing at this address">
      What was here may have been forgotten or removed, or the address has a slip in it.
    </DeadEnd>
  );
}
