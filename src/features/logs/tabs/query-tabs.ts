import * as z from 'zod/mini';
import { defaultRange } from '../../../time-range/range';
import { keptFamily } from '../kept';
import { timeSources } from '../logs-search';

const tabSchema = z.object({
  id: z.string(),
  title: z.string(),
  text: z.string(),
  /** Range and its source as the URL has them. Those of the tab in front are in the URL; these are what it had when it was left. */
  range: z.string(),
  time: z.enum(timeSources),
  /** How its result was looked at when it was left (filters, order, chart), as the URL has it. */
  look: z.optional(z.string()),
  /** Saved query the text was opened from or saved as. */
  saved: z.optional(z.string()),
});

const tabsSchema = z
  .object({
    tabs: z.array(tabSchema),
    active: z.string(),
    /** Text the address was last read or written with: another one is a link somebody followed. */
    linked: z.string(),
    /** Closed tabs with text, the last first. */
    closed: z.array(tabSchema),
  })
  .check(z.refine(({ tabs, active }) => tabs.some(({ id }) => id === active)));

export type QueryTab = Readonly<z.infer<typeof tabSchema>>;

/** The queries open on the Logs page of one workspace: never none. */
export type QueryTabs = {
  readonly tabs: readonly QueryTab[];
  readonly active: string;
  readonly linked: string;
  readonly closed: readonly QueryTab[];
};

/** Most closed tabs that can be opened again. */
const keptClosed = 10;

const numberOf = ({ id }: QueryTab) => Number(id) || 0;

const blankTab = (number: number): QueryTab => ({
  id: String(number),
  title: `Query ${number}`,
  text: '',
  range: defaultRange.text,
  time: 'auto',
});

const noTabs: QueryTabs = { tabs: [blankTab(1)], active: '1', linked: '', closed: [] };

/** The open queries of a workspace (by its ARM id), kept over reloads. */
export const tabsOf = keptFamily<QueryTabs>('fim-logs-tabs ', tabsSchema, noTabs, true);

/** The tab in front. */
export const activeTab = ({ tabs, active }: QueryTabs): QueryTab =>
  tabs.find(({ id }) => id === active) ?? tabs[0] ?? blankTab(1);

/** Changes a tab, the one in front where none is named. */
export const editTab = (state: QueryTabs, patch: Partial<Omit<QueryTab, 'id'>>, id = state.active): QueryTabs => ({
  ...state,
  tabs: state.tabs.map((tab) => (tab.id === id ? { ...tab, ...patch } : tab)),
});

/** A new tab in front, behind all others. Without a title it is numbered. */
export const addTab = (state: QueryTabs, tab: Partial<Omit<QueryTab, 'id'>>): QueryTabs => {
  const number = Math.max(0, ...state.tabs.map(numberOf), ...state.closed.map(numberOf)) + 1;
  const added = { ...blankTab(number), ...tab };
  return { ...state, tabs: [...state.tabs, added], active: added.id };
};

/**
 * Shows a text: in the tab that has it already, in the one in front where that is blank, else in a new one. `tab` is what a new one
 * gets besides.
 */
export const openText = (
  state: QueryTabs,
  text: string,
  tab: Partial<Omit<QueryTab, 'id' | 'text'>> = {},
): QueryTabs => {
  const front = activeTab(state);
  const same = [front, ...state.tabs].find((each) => each.text === text);
  if (same) return { ...state, active: same.id };
  return front.text.trim() === '' ? editTab(state, { ...tab, text }) : addTab(state, { ...tab, text });
};

/** Without a tab; what comes to the front is its neighbour, or a blank one after the last. */
export const closeTab = (state: QueryTabs, id: string): QueryTabs => {
  const at = state.tabs.findIndex((tab) => tab.id === id);
  const closing = state.tabs[at];
  if (!closing) return state;
  const rest = state.tabs.filter((tab) => tab !== closing);
  const closed = closing.text.trim() === '' ? state.closed : [closing, ...state.closed].slice(0, keptClosed);
  const left: QueryTabs = { ...state, tabs: rest, closed };
  if (rest.length === 0) return addTab(left, {});
  return state.active === id ? { ...left, active: rest[Math.min(at, rest.length - 1)]?.id ?? '' } : left;
};

/** With the tab that was closed last back in front. */
export const reopenTab = (state: QueryTabs): QueryTabs => {
  const [last, ...closed] = state.closed;
  return last ? { ...state, tabs: [...state.tabs, last], active: last.id, closed } : state;
};
