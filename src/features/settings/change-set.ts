import type { DataSource } from '#core/contract/data-sources';
import { editedProperties } from '#core/fim/data-source';
import type { MonitoredEntity } from '#core/fim/monitored-entity';
import { deleteConfigurationItem, putConfigurationItem } from '../../api/configuration';
import type { WorkspaceParams } from '../../paths';

type Body = Pick<DataSource, 'kind' | 'properties'>;

/** One write to the configuration: from what was read to what is wanted. Changes anything only while `before` still holds. */
export type Step = {
  /** Of the data source. */
  readonly name: string;
  /** As it was read; undefined for one that does not exist. */
  readonly before: DataSource | undefined;
  /** Undefined to delete it. */
  readonly after: Body | undefined;
};

/** How a step ended: with what is stored now (undefined once deleted), or with the service's error. */
export type StepResult =
  | { readonly step: Step; readonly ok: true; readonly stored: DataSource | undefined }
  | { readonly step: Step; readonly ok: false; readonly error: unknown };

/** The step that gives an item other settings, and leaves what is not among them as it is stored. */
export const editStep = (dataSource: DataSource, entity: MonitoredEntity): Step => ({
  name: dataSource.name,
  before: dataSource,
  after: { kind: dataSource.kind, properties: editedProperties(dataSource, entity) },
});

export const deleteStep = (dataSource: DataSource): Step => ({
  name: dataSource.name,
  before: dataSource,
  after: undefined,
});

/** Does one step. Rejects with the service's error: 412 when the item is not any more as it was read. */
export const runStep = async (workspace: WorkspaceParams, { name, before, after }: Step) => {
  if (!after) {
    if (before) await deleteConfigurationItem(workspace, name, before.etag);
    return undefined;
  }
  return (await putConfigurationItem(workspace, name, after, before ? before.etag : 'absent')).dataSource;
};

const resultOf = async (workspace: WorkspaceParams, step: Step): Promise<StepResult> => {
  try {
    return { step, ok: true, stored: await runStep(workspace, step) };
  } catch (error) {
    return { step, ok: false, error };
  }
};

/** Writes that are on their way at one time. */
const atOnce = 4;

/**
 * Does all steps, each with a result of its own, so that one that fails holds up none of the others. Never rejects. `onProgress` hears
 * how many are over, and how the last of them ended.
 */
export const runSteps = async (
  workspace: WorkspaceParams,
  steps: readonly Step[],
  onProgress: (done: number, last: StepResult) => void = () => {},
): Promise<readonly StepResult[]> => {
  const results = new Map<Step, StepResult>();
  const open = [...steps];
  const work = async () => {
    for (let step = open.shift(); step; step = open.shift()) {
      const result = await resultOf(workspace, step);
      results.set(step, result);
      onProgress(results.size, result);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  return steps.flatMap((step) => results.get(step) ?? []);
};

/** The steps that put back what was there before, for those that were done. */
export const undoSteps = (results: readonly StepResult[]): readonly Step[] =>
  results.flatMap((result) => {
    if (!result.ok) return [];
    const { before, name } = result.step;
    return [{ name, before: result.stored, after: before && { kind: before.kind, properties: before.properties } }];
  });
