import { type ConfigurationItem, readConfigurationItem, refreshConfiguration } from '../../api/configuration';
import { describeError, errorStatus } from '../../api/errors';
import type { WorkspaceParams } from '../../paths';
import type { Step, StepResult } from './change-set';
import { stepWords } from './step-words';

/** What somebody else made of an item between its being read and being written. */
export type Meanwhile = { readonly kind: 'deleted' } | { readonly kind: 'changed'; readonly now: ConfigurationItem };

/** Whether a step failed because its item is not any more as it was read. */
export const isConflict = (result: StepResult): boolean => !result.ok && errorStatus(result.error) === 412;

/** Looks at what stands in the place of items that others wrote, by data source name. Those that cannot be read are left out. */
export const readMeanwhile = async (
  workspace: WorkspaceParams,
  results: readonly StepResult[],
): Promise<ReadonlyMap<string, Meanwhile>> => {
  const names = results.filter(isConflict).map(({ step }) => step.name);
  if (names.length > 0) void refreshConfiguration(workspace);
  const read = await Promise.allSettled(names.map((name) => readConfigurationItem(workspace, name)));
  return new Map(
    read.flatMap((result, index): [string, Meanwhile][] => {
      if (result.status === 'rejected') return [];
      const now = result.value;
      return [[names[index] ?? '', now ? { kind: 'changed', now } : { kind: 'deleted' }]];
    }),
  );
};

/** Why a step was not done, with what somebody else did where that is the reason. */
export const failureWords = (step: Step, error: unknown, meanwhile: Meanwhile | undefined): string => {
  switch (meanwhile?.kind) {
    case undefined:
      return describeError(error).message;
    case 'deleted':
      return 'somebody else deleted it meanwhile.';
    case 'changed':
      return `somebody else changed it meanwhile: ${stepWords({ ...step, after: meanwhile.now.dataSource })}.`;
  }
};
