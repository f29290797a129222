import { useSyncExternalStore } from 'react';

/** What the demo lets its viewer do beside using the app. Only mock builds have it. */
export type DemoControls = {
  readonly role: () => 'owner' | 'reader';
  readonly setRole: (role: 'owner' | 'reader') => void;
  /** Undoes what was changed in this tab and loads the page anew. */
  readonly reset: () => void;
};

let controls: DemoControls | undefined;
const listeners = new Set<() => void>();
const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};
const tell = () => {
  for (const listener of listeners) listener();
};

/** The mock may be ready before or after the menu that shows its controls. */
export const offerDemoControls = (offered: DemoControls): void => {
  controls = offered;
  tell();
};

export const demoControls = (): DemoControls | undefined => controls;

/** Whose eyes the demo is seen with. */
export const useDemoRole = (): 'owner' | 'reader' => useSyncExternalStore(subscribe, () => controls?.role() ?? 'owner');

export const chooseDemoRole = (role: 'owner' | 'reader'): void => {
  controls?.setRole(role);
  tell();
};
