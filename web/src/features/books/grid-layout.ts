import { type RefObject, useLayoutEffect, useState } from 'react';

export interface GridLayout {
  readonly columns: number;
  readonly cellWidth: number;
  readonly gap: number;
}

/** How a grid of covers fills a width, in pixels: at least three on a phone, ever more on wider screens. */
export function gridLayout(width: number): GridLayout {
  const isNarrow = width < 560;
  const gap = isNarrow ? 12 : 20;
  const smallest = isNarrow ? 96 : 148;
  const columns = Math.max(2, Math.floor((width + gap) / (smallest + gap)));
  return { columns, gap, cellWidth: (width - gap * (columns - 1)) / columns };
}

export function useGridLayout(ref: RefObject<HTMLElement | null>): GridLayout {
  const [width, setWidth] = useState(expectedWidth);

  useLayoutEffect(() => {
    const element = ref.current;
    if (element === null) return;
    setWidth(element.clientWidth);
    const observer = new ResizeObserver(() => setWidth(element.clientWidth));
    observer.observe(element);
    return () => observer.disconnect();
  }, [ref]);

  return gridLayout(width);
}

/** Before anything is measured: near enough that going back finds its place on the page. */
function expectedWidth(): number {
  const page = document.documentElement.clientWidth;
  return page < 768 ? page - 32 : Math.min(page - 224, 1920) - 64;
}
