import { useCallback, useRef, useState } from 'react';
import { useCurrentWorkspace } from '../../api/current-workspace';
import { readConfigurationItem } from '../../api/configuration';
import { describeError, errorStatus } from '../../api/errors';
import { editStep, runSteps } from './change-set';
import type { Item } from './items';
import { useSettings } from './settings-context';

type Failure = { readonly path: string; readonly error: unknown };

/**
 * The switches in the list: each shows at once what it was set to, stores that one property, and goes back where the service does not
 * take it. An item that somebody changed meanwhile keeps their change: the switch is applied to what is stored now.
 */
export const useToggles = () => {
  const workspace = useCurrentWorkspace();
  const { report } = useSettings();
  const [pending, setPending] = useState<ReadonlyMap<string, boolean>>(new Map());
  const [failure, setFailure] = useState<Failure>();
  const busy = useRef(new Set<string>());

  const toggle = useCallback(
    (item: Item, enabled: boolean) => {
      const { dataSource, entity } = item;
      // Until the first answer is there, a second write would only meet its own conflict.
      if (busy.current.has(dataSource.name)) return;
      const attempt = async () => {
        const [result] = await runSteps(workspace, [editStep(dataSource, { ...entity, enabled })]);
        if (result?.ok !== false || errorStatus(result.error) !== 412) return result;
        const now = await readConfigurationItem(workspace, dataSource.name);
        if (!now?.entity) return result;
        const [again] = await runSteps(workspace, [editStep(now.dataSource, { ...now.entity, enabled })]);
        return again;
      };
      const store = async () => {
        try {
          const result = await attempt();
          if (result?.ok) report({ text: `${enabled ? 'Enabled' : 'Disabled'} ${entity.path}.`, results: [result] });
          else setFailure({ path: entity.path, error: result?.error });
        } catch (error) {
          setFailure({ path: entity.path, error });
        }
        busy.current.delete(dataSource.name);
        setPending((known) => new Map([...known].filter(([name]) => name !== dataSource.name)));
      };
      busy.current.add(dataSource.name);
      setPending((known) => new Map(known).set(dataSource.name, enabled));
      setFailure(undefined);
      void store();
    },
    [workspace, report],
  );
  return {
    pending,
    toggle,
    failure: failure && { path: failure.path, message: describeError(failure.error).message },
    dismiss: useCallback(() => setFailure(undefined), []),
  };
};
