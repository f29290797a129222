/** What the demo lets its viewer do beside using the app. Only mock builds have it. */
export type DemoControls = {
  readonly role: () => 'owner' | 'reader';
  readonly setRole: (role: 'owner' | 'reader') => void;
  /** Undoes what was changed in this tab and loads the page anew. */
  readonly reset: () => void;
};

let controls: DemoControls | undefined;

export const offerDemoControls = (offered: DemoControls): void => {
  controls = offered;
};

export const demoControls = (): DemoControls | undefined => controls;
