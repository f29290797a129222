import { Button } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { EmptyPanel } from '../../ui/panels';

/** Why there is no row: nobody to look at, nothing collected, or a filter that leaves none. */
export const EmptyMatrix = ({
  servers,
  collected,
  monitored,
  add,
  onlyDrift,
  onShowAll,
}: {
  readonly servers: number;
  readonly collected: boolean;
  readonly monitored: boolean;
  /** Button that has the key monitored. */
  readonly add: ReactNode;
  readonly onlyDrift: boolean;
  readonly onShowAll: () => void;
}) => {
  if (servers === 0) {
    return (
      <EmptyPanel title="No Windows server has reported in the last 30 days">
        These values are in the registry of Windows servers. One appears here with its first heartbeat, a minute after
        its agent starts.
      </EmptyPanel>
    );
  }
  const are = servers === 1 ? 'One Windows server reports' : `${servers} Windows servers report`;
  if (!collected && !monitored) {
    return (
      <EmptyPanel title="The key is not monitored yet" action={add}>
        {are}, and nothing is known of their Netlogon parameters until the key is monitored.
      </EmptyPanel>
    );
  }
  if (!collected) {
    return (
      <EmptyPanel title="Nothing has been collected yet">
        The key is monitored. {are}, and each sends the values with its next inventory: within an hour as a rule, after
        a day at the latest.
      </EmptyPanel>
    );
  }
  return (
    <EmptyPanel
      title={onlyDrift ? 'No server has drifted' : 'No server matches'}
      action={<Button onClick={onShowAll}>Show all servers</Button>}
    >
      {onlyDrift
        ? 'Every server found has the values that are expected, as far as they were collected.'
        : 'No name contains the searched text.'}
    </EmptyPanel>
  );
};
