import { useEffect } from 'react';
import { useNavigate } from 'react-router';
import { paths } from '../paths.ts';

/** The key `/` leads to the page's search field; from a page without one to the library's. */
export function useSearchShortcut(): void {
  const navigate = useNavigate();

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent): void {
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
        return;
      if (document.querySelector('[role="dialog"]') !== null) return;
      event.preventDefault();
      const field = document.querySelector<HTMLInputElement>('main input[type="search"]');
      if (field !== null) field.select();
      else void navigate(paths.library, { state: FOCUS_SEARCH });
    }
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [navigate]);
}

const FOCUS_SEARCH = 'focus-search';

/** Whether a page was opened in order to search on it. */
export function asksForSearch(state: unknown): boolean {
  return state === FOCUS_SEARCH;
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
