import { Button } from '@fluentui/react-components';
import {
  LinkRegular,
  PanelLeftRegular,
  PlayRegular,
  SaveRegular,
  StopRegular,
  TextIndentIncreaseLtrRegular,
} from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { Suspense, lazy, memo, useCallback, useEffect, useState } from 'react';
import { Link, useHref } from 'react-router';
import { describeError } from '../../api/errors';
import { useAccess } from '../../api/access';
import { useCurrentWorkspace } from '../../api/current-workspace';
import { type SavedSearch, savedSearchesQuery } from '../../api/saved-searches';
import { type Command, CommandBar } from '../../layout/command-bar';
import { LinkNote } from '../../layout/link-note';
import { PageHeader } from '../../layout/page-header';
import page from '../../layout/page.module.css';
import { logsHref } from '../../logs-link';
import { paths } from '../../paths';
import { fitsLink } from '../../query-text';
import { absoluteRange, rangeSearch, resolveRange, timeRangeOf } from '../../time-range/range';
import { Note } from '../../ui/panels';
import { useCopy } from '../../ui/use-copy';
import { useSearchState } from '../../url-state';
import { KqlEditor } from './editor/kql-editor';
import { formatKql } from './language/language';
import { logsSearch } from './logs-search';
import css from './logs.module.css';
import { Results } from './results/results';
import { errorMark } from './run-error-mark';
import { DeleteDialog } from './saved/delete-dialog';
import { SaveDialog } from './saved/save-dialog';
import { queriesByCategory } from './side/query-list';
import { SideContent } from './side/side-content';
import { Splitter } from './splitter';
import { TabStrip } from './tabs/tab-strip';
import { TimeMenu } from './time-menu';
import { useChangesLink } from './use-changes-link';
import { useLanguage } from './use-language';
import { editorHeights, narrowPage, sideWidths, useLayout } from './use-layout';
import { useLogs } from './use-logs';

const TimeRangePane = lazy(() =>
  import('../../time-range/time-range-pane').then((module) => ({ default: module.TimeRangePane })),
);

// Typing changes the page with every key; what the last run gave stays as it is.
const RunResults = memo(Results);

const writeAction = 'Microsoft.OperationalInsights/workspaces/savedSearches/write';

/** Logs: KQL over the workspace, in tabs, with what was saved, offered and run before beside it. */
export const Component = () => {
  const workspace = useCurrentWorkspace();
  const logs = useLogs(workspace);
  const { front, state, editor, runOf } = logs;
  const run = runOf(front.id);
  const isRunning = run.state === 'running';
  const [{ range, tz }] = useSearchState(logsSearch);
  const [layout, arrange] = useLayout();
  const [choosing, setChoosing] = useState(false);
  const [saving, setSaving] = useState(false);
  const [deleting, setDeleting] = useState<SavedSearch>();
  const [problem, setProblem] = useState('');
  const [brokenLink, setBrokenLink] = useState(logs.isBroken);
  const { note, copy } = useCopy();
  const access = useAccess(workspace.id, writeAction, 'Saving queries');
  const saved = useQuery(savedSearchesQuery(workspace)).data;
  const language = useLanguage(workspace.customerId);
  const changes = useChangesLink(workspace, front.text, { range, tz, isInQuery: logs.isInQuery });

  // The editor is no part of React: it is told where the last run's error stands.
  useEffect(() => {
    editor.current?.mark(errorMark(run));
  }, [editor, run]);
  const showError = useCallback(() => {
    const mark = errorMark(run);
    if (mark) editor.current?.reveal(mark.from);
  }, [editor, run]);

  const runQuery = () => setProblem(logs.run() ? '' : 'Write a query first, or choose one from Queries.');
  const address = useHref(paths.logs(workspace));
  /** With the range as moments, so that the link shows the same to whoever opens it later. */
  const copyLink = () => {
    if (!fitsLink(front.text)) {
      setProblem('The query is too long for a link. Save it for everyone who can read the workspace instead.');
      return;
    }
    const pinned = absoluteRange(resolveRange(timeRangeOf(range), Date.now())).text;
    const [, search = ''] = logsHref(workspace, { kql: front.text, range: pinned, tz }).split('?');
    void copy(new URL(`${address}?${search}`, globalThis.location.href).href, 'Link');
  };
  const closeOver = () => {
    if (globalThis.innerWidth < narrowPage) arrange({ isOpen: false });
  };
  const format = async () => {
    try {
      const text = editor.current?.text() ?? '';
      const formatted = await formatKql(text);
      // Somebody may have typed meanwhile.
      if (editor.current?.text() === text) editor.current.replace(formatted);
      setProblem('');
    } catch (error) {
      setProblem(describeError(error).message);
    }
  };

  const commands: readonly Command[] = [
    {
      id: 'save',
      label: 'Save',
      icon: <SaveRegular />,
      onClick: () => setSaving(true),
      disabledReason: access.allowed ? (front.text.trim() === '' ? 'The query is empty' : undefined) : access.reason,
    },
    {
      id: 'side',
      label: 'Tables and queries',
      icon: <PanelLeftRegular />,
      isOpen: layout.isOpen,
      onClick: () => arrange({ isOpen: !layout.isOpen }),
    },
    {
      id: 'format',
      label: 'Format',
      icon: <TextIndentIncreaseLtrRegular />,
      onClick: () => void format(),
      disabledReason: front.text.trim() === '' ? 'The query is empty' : undefined,
    },
    {
      id: 'link',
      label: 'Copy link',
      icon: <LinkRegular />,
      onClick: copyLink,
    },
  ];

  return (
    <div className={`${page.page} ${css.page}`}>
      <PageHeader
        title="Logs"
        tabTitle={`Logs, ${workspace.workspaceName}`}
        subtitle={workspace.workspaceName}
        commands={
          <>
            {run.state === 'running' ? (
              <Button className={css.run} icon={<StopRegular />} onClick={run.cancel}>
                Cancel
              </Button>
            ) : (
              <Button
                className={css.run}
                appearance="primary"
                icon={<PlayRegular />}
                title="Run (Shift+Enter)"
                onClick={runQuery}
              >
                Run
              </Button>
            )}
            <TimeMenu
              range={timeRangeOf(range)}
              zone={tz}
              isInQuery={logs.isInQuery}
              isBoth={logs.isBoth}
              onRange={(text) => logs.setRange(text)}
              onInQuery={() => logs.setTime('query')}
              onOther={() => setChoosing(true)}
            />
            <CommandBar commands={commands} />
            <span className={css.notes} role="status">
              {note}
            </span>
          </>
        }
      />
      <LinkNote schema={rangeSearch} />
      {brokenLink && (
        <Note
          kind="warning"
          action={
            <Button size="small" onClick={() => setBrokenLink(false)}>
              Dismiss
            </Button>
          }
        >
          The query of this link is damaged and could not be read. Your own open queries are shown instead.
        </Note>
      )}
      {!logs.isSafe && (
        <Note kind="warning">
          This browser cannot keep the open queries: its storage for this site is blocked or full. They last until the
          page is closed or reloaded. Save those you need.
        </Note>
      )}
      <TabStrip
        state={state}
        isRunning={(id) => runOf(id).state === 'running'}
        onShow={logs.show}
        onClose={logs.close}
        onRename={logs.rename}
        onAdd={() => {
          logs.add();
          editor.current?.focus();
        }}
        onReopen={logs.reopen}
      />
      <div className={css.body}>
        {layout.isOpen && (
          <>
            <div className={css.beside} style={{ inlineSize: layout.sideWidth }}>
              <SideContent
                workspace={workspace}
                zone={tz}
                access={access}
                side={layout.side}
                onSide={(side) => arrange({ side })}
                onClose={() => {
                  arrange({ isOpen: false });
                  editor.current?.focus();
                }}
                onInsert={(text) => {
                  editor.current?.insert(text);
                  closeOver();
                }}
                onOpen={(text, tab) => {
                  logs.open(text, tab);
                  closeOver();
                  editor.current?.focus();
                }}
                onDelete={setDeleting}
              />
            </div>
            <Splitter
              label="Width of tables and queries"
              axis="x"
              size={layout.sideWidth}
              min={sideWidths.min}
              max={sideWidths.max}
              onResize={(sideWidth) => arrange({ sideWidth })}
            />
          </>
        )}
        <div className={css.work}>
          <div className={css.editor} style={{ blockSize: layout.editorHeight }}>
            <KqlEditor
              ref={editor}
              tab={front.id}
              text={front.text}
              language={language}
              onChange={(text) => {
                setProblem('');
                logs.edit(text);
              }}
              onRun={runQuery}
            />
          </div>
          <Splitter
            label="Height of the editor"
            axis="y"
            size={layout.editorHeight}
            min={editorHeights.min}
            max={editorHeights.max}
            onResize={(editorHeight) => arrange({ editorHeight })}
          />
          {(problem !== '' || changes !== undefined) && (
            <p className={css.line} role="status">
              {problem !== '' && <span>{problem}</span>}
              {changes !== undefined && <Link to={changes}>Open as a list of changes</Link>}
            </p>
          )}
          <div className={css.results} data-running={isRunning}>
            <RunResults key={front.id} run={run} customerId={workspace.customerId} onShowError={showError} />
          </div>
        </div>
      </div>
      {saving && (
        <SaveDialog
          workspace={workspace}
          query={front.text}
          title={front.title}
          from={saved?.find(({ id }) => id === front.saved)}
          categories={queriesByCategory(saved ?? []).map(({ name }) => name)}
          onSaved={({ id, displayName }) => logs.remember({ title: displayName, saved: id })}
          onClose={() => setSaving(false)}
        />
      )}
      {deleting && <DeleteDialog workspace={workspace} search={deleting} onClose={() => setDeleting(undefined)} />}
      {choosing && (
        <Suspense fallback={null}>
          <TimeRangePane retentionInDays={workspace.retentionInDays} onClose={() => setChoosing(false)} />
        </Suspense>
      )}
    </div>
  );
};
