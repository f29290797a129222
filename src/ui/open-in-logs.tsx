import { Button } from '@fluentui/react-components';
import { DocumentSearchRegular } from '@fluentui/react-icons';
import { useCallback } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { useCurrentWorkspace } from '../api/current-workspace';
import { logsHref } from '../logs-link';

/** A query over the page's workspace. `range`: as the URL has it, the page's own where left out. */
export type LogsQuery = { readonly kql: string; readonly range?: string };

/** Opens a query in the Logs page of the current workspace, for menus and commands. */
export const useOpenInLogs = () => {
  const workspace = useCurrentWorkspace();
  const navigate = useNavigate();
  const { search } = useLocation();
  return useCallback(
    (query: LogsQuery) => void navigate(logsHref(workspace, query, search)),
    [workspace, navigate, search],
  );
};

type OpenInLogsProps = {
  /** Called when it is wanted: texts of big selections are not made before. */
  readonly query: () => LogsQuery;
  readonly size?: 'small' | 'medium';
};

/** "Open in Logs" beside figures and rows: the query behind them, in the editor. */
export const OpenInLogs = ({ query, size = 'small' }: OpenInLogsProps) => {
  const open = useOpenInLogs();
  return (
    <Button
      size={size}
      appearance="subtle"
      icon={<DocumentSearchRegular />}
      title="Shows the KQL behind this, to run and change"
      onClick={() => open(query())}
    >
      Open in Logs
    </Button>
  );
};
