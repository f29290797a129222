import { useCallback, useEffect, useMemo, useRef } from 'react';
import { useNavigationType, useSearchParams } from 'react-router';
import type { Workspace } from '../../api/workspaces';
import { fitsLink, readQueryText, writeQueryText } from '../../query-text';
import { resolveRange, timeRangeOf, timespanOf } from '../../time-range/range';
import { encodeSearch, useSearchState } from '../../url-state';
import type { EditorHandle } from './editor/kql-editor';
import { useIsSafe, useKept } from './kept';
import { type TimeSource, logsSearch } from './logs-search';
import { resultsSearch } from './results/results-search';
import { historyOf, withRun } from './run-history';
import {
  type QueryTab,
  type QueryTabs,
  activeTab,
  addTab,
  closeTab,
  editTab,
  openText,
  reopenTab,
  tabsOf,
} from './tabs/query-tabs';
import { hasTimeFilter, saysItsTime } from './time-filter';
import { type RunEnd, useRuns } from './use-runs';

/** Pause after the last key before the address has the text, ms: browsers limit how often it may change. */
const linkPause = 600;

/** A text as the address has it: one that is too long for it is in its tab alone. */
const addressText = (text: string) => writeQueryText(fitsLink(text) ? text : '');

/** Parameters that are about one result: they stay with its tab, and another query begins without them. */
const ofResult = Object.keys(resultsSearch.shape);
const lookOf = (params: URLSearchParams) =>
  new URLSearchParams([...params].filter(([key]) => ofResult.includes(key))).toString();

/**
 * The Logs page's queries: open tabs, the address, and runs. The tab in front and the address say the same: a followed link opens in
 * a tab, and what is typed goes into the address after a pause. What runs when the page opens is what had run when its address was
 * written.
 */
export const useLogs = (workspace: Workspace) => {
  const kept = tabsOf(workspace.id);
  const state = useKept(kept);
  const isSafe = useIsSafe(kept);
  const front = activeTab(state);
  const [params, setParams] = useSearchParams();
  const arrival = useNavigationType();
  const [{ range, time, run: runsAtOnce }, update] = useSearchState(logsSearch);
  const incoming = useMemo(() => readQueryText(params), [params]);
  const editor = useRef<EditorHandle>(null);

  const onEnd = useCallback(
    ({ request, rows, durationMs }: RunEnd) =>
      historyOf(workspace.id).set((history) =>
        withRun(history, { text: request.text, at: Date.now(), durationMs, rows: rows ?? null }),
      ),
    [workspace.id],
  );
  const onCancel = useCallback(
    (tab: string) => {
      // A reload does not run again what the reader stopped.
      if (tab === kept.get().active) update({ run: false });
    },
    [kept, update],
  );
  const { runOf, start, drop } = useRuns(workspace.customerId, onEnd, onCancel);

  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const link = useCallback(
    (text: string, run: boolean) => {
      clearTimeout(timer.current);
      kept.set((before) => ({ ...before, linked: text }));
      update({ ...addressText(text), run });
    },
    [kept, update],
  );

  const send = useCallback(
    (tab: string, text: string, offset: number) => {
      const alone = saysItsTime(text, time);
      const chosen = timeRangeOf(range);
      const timespan = alone ? undefined : timespanOf(resolveRange(chosen, Date.now()));
      start(tab, {
        text,
        offset,
        timespan,
        ...(!alone && chosen.kind === 'relative' && { relative: chosen.text }),
      });
    },
    [start, range, time],
  );

  // A link somebody followed, here or from another page; what this page wrote into the address itself is `linked`.
  const { text: asked } = incoming;
  const adopted = useRef(false);
  useEffect(
    () => () => {
      adopted.current = false;
    },
    [],
  );
  useEffect(() => {
    const before = kept.get();
    const isLink = asked !== undefined && asked !== before.linked && (arrival !== 'REPLACE' || !adopted.current);
    if (isLink) {
      kept.set((tabs) => ({ ...openText(tabs, asked), linked: asked }));
      if (kept.get().active === before.active) editor.current?.show(asked);
      const { query, queryz } = addressText(asked);
      if (query !== (params.get('query') ?? undefined) || queryz !== (params.get('queryz') ?? undefined))
        link(asked, runsAtOnce);
    } else if (!adopted.current && asked === undefined && activeTab(before).text !== '')
      link(activeTab(before).text, false);
    const opened = activeTab(kept.get());
    // The editor turns to another tab by itself.
    if (opened.id === before.active) editor.current?.show(opened.text);
    if (runsAtOnce && (isLink || !adopted.current)) {
      const { id, text } = opened;
      if (runOf(id).state === 'idle' && text.trim() !== '') send(id, text, 0);
    }
    adopted.current = true;
    // Only another address is a link; what else this reads changes without one.
    // oxlint-disable-next-line react/exhaustive-deps
  }, [asked, kept]);

  /** Runs what is marked in the editor, else all of it. False where that is blank. */
  const run = useCallback((): boolean => {
    const text = editor.current?.text() ?? '';
    const marked = editor.current?.selection();
    const chosen = marked ?? { text, offset: 0 };
    if (chosen.text.trim() === '') return false;
    editor.current?.mark(undefined);
    send(kept.get().active, chosen.text, chosen.offset);
    link(text, marked === undefined);
    return true;
  }, [kept, link, send]);

  const edit = useCallback(
    (text: string) => {
      kept.set((before) => editTab(before, { text }));
      clearTimeout(timer.current);
      timer.current = setTimeout(() => link(text, false), linkPause);
    },
    [kept, link],
  );

  /** Another tab in front: the address follows, and forgets what was about the result of the one before. */
  const turn = useCallback(
    (next: (before: QueryTabs) => QueryTabs) => {
      const { active } = kept.get();
      const { text: textBefore } = activeTab(kept.get());
      kept.set((before) => next(editTab(before, { range, time, look: lookOf(params) })));
      const { id, text, range: itsRange, time: itsTime, look } = activeTab(kept.get());
      // Another text in the same tab has another result.
      const isOther = id === active && text !== textBefore;
      // The editor turns to another tab by itself, and keeps what can be undone in it.
      if (id === active) editor.current?.show(text);
      clearTimeout(timer.current);
      kept.set((before) => ({ ...before, linked: text }));
      const shown = runOf(id);
      const hasRun = 'text' in shown && shown.text === text;
      setParams(
        (current) => {
          const kindred = new URLSearchParams(current);
          for (const key of ofResult) kindred.delete(key);
          if (!isOther) for (const [key, value] of new URLSearchParams(look)) kindred.append(key, value);
          return encodeSearch(logsSearch, kindred, {
            ...addressText(text),
            range: itsRange,
            time: itsTime,
            run: hasRun,
          });
        },
        { replace: true },
      );
    },
    [kept, range, time, params, runOf, setParams],
  );

  return {
    state,
    front,
    editor,
    runOf,
    run,
    edit,
    /** Whether the open queries outlast the page. */
    isSafe,
    /** Whether the address carries a text that cannot be read. */
    isBroken: incoming.broken,
    isInQuery: saysItsTime(front.text, time),
    isBoth: time === 'range' && hasTimeFilter(front.text),
    setTime: (next: TimeSource) => update({ time: next }, { replace: false }),
    /** A range chosen over a text that filters by time itself narrows it further; else the text may still come to do so. */
    setRange: (next: string) =>
      update({ range: next, time: hasTimeFilter(front.text) ? 'range' : 'auto' }, { replace: false }),
    show: (id: string) => turn((before) => ({ ...before, active: id })),
    add: () => turn((before) => addTab(before, { range })),
    reopen: () => turn(reopenTab),
    rename: (id: string, title: string) => kept.set((before) => editTab(before, { title }, id)),
    remember: (patch: Partial<Pick<QueryTab, 'title' | 'saved'>>) => kept.set((before) => editTab(before, patch)),
    /** Shows a text in a tab of its own, or in the one in front where that is blank. */
    open: (text: string, tab: Partial<Pick<QueryTab, 'title' | 'saved'>>) =>
      turn((before) => openText(before, text, { ...tab, range })),
    close: (id: string) => {
      drop(id);
      if (id === front.id) turn((before) => closeTab(before, id));
      else kept.set((before) => closeTab(before, id));
    },
  };
};
