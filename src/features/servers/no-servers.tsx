import { Button } from '@fluentui/react-components';
import { useChangeFilter } from '../../filters/use-change-filter';
import { EmptyPanel } from '../../ui/panels';

/** Why the table is empty. `known`: there are servers, but the search finds none of them. */
export const NoServers = ({ known, onClear }: { readonly known: boolean; readonly onClear: () => void }) => {
  const { filter, showAllServers } = useChangeFilter();
  if (known) {
    return (
      <EmptyPanel title="No server matches" action={<Button onClick={onClear}>Clear search</Button>}>
        No name, operating system or environment contains the searched text.
      </EmptyPanel>
    );
  }
  if (filter.server.length > 0) {
    return (
      <EmptyPanel
        title="The filtered servers have not reported in the last 30 days"
        action={<Button onClick={showAllServers}>Show all servers</Button>}
      >
        They may have been renamed or taken down, or the link is from another workspace.
      </EmptyPanel>
    );
  }
  return (
    <EmptyPanel title="No server has reported in the last 30 days">
      A server appears here with its first heartbeat, a minute after its agent starts.
    </EmptyPanel>
  );
};
