import { useSyncExternalStore } from 'react';

type Theme = 'light' | 'dark';

/** The theme that is shown, and how to change to the other one. What agrees with the system is not remembered. */
export function useTheme(): readonly [theme: Theme, toggle: () => void] {
  const theme = useSyncExternalStore(subscribe, shownTheme);
  return [theme, () => setTheme(theme === 'dark' ? 'light' : 'dark')];
}

const CHANGED = 'themechange';

function subscribe(listener: () => void): () => void {
  const system = systemIsDark();
  system.addEventListener('change', listener);
  window.addEventListener(CHANGED, listener);
  return () => {
    system.removeEventListener('change', listener);
    window.removeEventListener(CHANGED, listener);
  };
}

function shownTheme(): Theme {
  const { theme } = document.documentElement.dataset;
  if (theme === 'light' || theme === 'dark') return theme;
  return systemIsDark().matches ? 'dark' : 'light';
}

function setTheme(theme: Theme): void {
  const isSystems = theme === (systemIsDark().matches ? 'dark' : 'light');
  if (isSystems) delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
  remember(isSystems ? null : theme);
  window.dispatchEvent(new Event(CHANGED));
}

/** `public/assets/theme.js` reads it before the first paint. */
function remember(theme: Theme | null): void {
  try {
    if (theme === null) localStorage.removeItem('theme');
    else localStorage.setItem('theme', theme);
  } catch {
    // Storage may be switched off; the choice then lasts until the page is left.
  }
}

function systemIsDark(): MediaQueryList {
  return window.matchMedia('(prefers-color-scheme: dark)');
}
