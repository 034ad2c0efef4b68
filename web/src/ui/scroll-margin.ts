import { type RefObject, useLayoutEffect, useState } from 'react';

/** How far below the top of the document an element begins; follows whatever is above it. */
export function useScrollMargin(ref: RefObject<HTMLElement | null>): number {
  const [margin, setMargin] = useState(0);

  useLayoutEffect(() => {
    function measure(): void {
      if (ref.current !== null)
        setMargin(Math.round(ref.current.getBoundingClientRect().top + window.scrollY));
    }
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(document.body);
    return () => observer.disconnect();
  }, [ref]);

  return margin;
}
