import { FluentProvider, type Theme, webDarkTheme, webLightTheme } from '@fluentui/react-components';
import { type ReactNode, useSyncExternalStore } from 'react';
import css from './theme.module.css';

export const themeChoices = ['light', 'dark', 'system'] as const;
export type ThemeChoice = (typeof themeChoices)[number];

const storageKey = 'fim-theme';
const prefersDark = globalThis.matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();

const readChoice = (): ThemeChoice => {
  try {
    const stored = localStorage.getItem(storageKey);
    return themeChoices.find((choice) => choice === stored) ?? 'system';
  } catch {
    return 'system';
  }
};

let choice = readChoice();

const isDark = () => choice === 'dark' || (choice === 'system' && prefersDark.matches);
const apply = () => {
  document.documentElement.dataset['theme'] = isDark() ? 'dark' : 'light';
  for (const listener of listeners) listener();
};
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  prefersDark.addEventListener('change', apply);
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) prefersDark.removeEventListener('change', apply);
  };
};

/** Chooses light, dark or the system's, and remembers it in this browser. */
export const chooseTheme = (next: ThemeChoice): void => {
  choice = next;
  try {
    localStorage.setItem(storageKey, next);
  } catch {
    // Storage may be off: the choice lasts until the page goes.
  }
  apply();
};

export const useThemeChoice = (): ThemeChoice => useSyncExternalStore(subscribe, () => choice);

const ours = {
  fontFamilyBase: 'var(--fim-sans)',
  fontFamilyMonospace: 'var(--fim-mono)',
  fontSizeBase300: '13px',
} as const satisfies Partial<Theme>;
const light: Theme = { ...webLightTheme, ...ours };
const dark: Theme = { ...webDarkTheme, ...ours };

export const ThemeProvider = ({ children }: { readonly children: ReactNode }) => {
  const theme = useSyncExternalStore(subscribe, isDark) ? dark : light;
  return (
    <FluentProvider theme={theme} className={css.provider}>
      {children}
    </FluentProvider>
  );
};
