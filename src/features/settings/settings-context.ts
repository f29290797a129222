import { createContext, use } from 'react';
import type { Access } from '../../api/access';
import type { WorkspaceParams } from '../../paths';
import type { StepResult } from './change-set';

/** Something that was done to the configuration. */
export type DoneChange = {
  readonly text: string;
  readonly results: readonly StepResult[];
  /** Where it was done, if not in the workspace of the page. */
  readonly workspace?: WorkspaceParams;
};

/** What all parts of the settings share. */
export type SettingsParts = {
  /** Whether the settings may be changed. */
  readonly access: Access;
  /** Says on top of the page what was done, with an undo. */
  readonly report: (done: DoneChange) => void;
};

export const SettingsContext = createContext<SettingsParts | undefined>(undefined);

export const useSettings = (): SettingsParts => {
  const parts = use(SettingsContext);
  if (!parts) throw new Error('parts of the settings need SettingsContext above them');
  return parts;
};
