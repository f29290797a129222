import { PlayRegular } from '@fluentui/react-icons';
import { Button } from '@fluentui/react-components';
import { useCallback, useRef } from 'react';
import { useSearchParams } from 'react-router';
import { useCurrentWorkspace } from '../../api/current-workspace';
import { PageHeader } from '../../layout/page-header';
import page from '../../layout/page.module.css';
import { readQueryText } from '../../query-text';
import { resolveRange, timeRangeOf, timespanOf } from '../../time-range/range';
import { useSearchState } from '../../url-state';
import { type EditorHandle, KqlEditor } from './editor/kql-editor';
import { logsSearch } from './logs-search';
import css from './logs.module.css';
import { Results } from './results/results';
import { hasTimeFilter } from './time-filter';
import { useRuns } from './use-runs';

/** Logs: KQL over the workspace. */
export const Component = () => {
  const workspace = useCurrentWorkspace();
  const [params] = useSearchParams();
  const [{ range }] = useSearchState(logsSearch);
  const editor = useRef<EditorHandle>(null);
  const { runOf, start } = useRuns(workspace.customerId, () => {});
  const run = useCallback(() => {
    const text = editor.current?.text() ?? '';
    const chosen = editor.current?.selection() ?? { text, offset: 0 };
    const timespan = hasTimeFilter(chosen.text) ? undefined : timespanOf(resolveRange(timeRangeOf(range), Date.now()));
    start('1', { ...chosen, timespan });
  }, [start, range]);
  return (
    <div className={`${page.page} ${css.page}`}>
      <PageHeader
        title="Logs"
        tabTitle={`Logs, ${workspace.workspaceName}`}
        subtitle={workspace.workspaceName}
        commands={
          <Button appearance="primary" icon={<PlayRegular />} onClick={run}>
            Run
          </Button>
        }
      />
      <div className={css.editor}>
        <KqlEditor
          ref={editor}
          tab="1"
          text={readQueryText(params).text ?? ''}
          language={[]}
          onChange={() => {}}
          onRun={run}
        />
      </div>
      <Results run={runOf('1')} customerId={workspace.customerId} />
    </div>
  );
};
