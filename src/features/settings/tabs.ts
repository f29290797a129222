import type { MonitoredEntityKind } from '#core/fim/monitored-entity';

/** The tabs of the settings, in the original's order, and their history, with the last part of their address. */
export const settingsTabs = [
  { id: 'registry', title: 'Windows registry' },
  { id: 'windows-files', title: 'Windows files' },
  { id: 'linux-files', title: 'Linux files' },
  { id: 'file-content', title: 'File content' },
  { id: 'services', title: 'Windows services' },
  { id: 'history', title: 'History' },
] as const;

type ItemTabLook = {
  readonly kind: MonitoredEntityKind;
  /** The table's name. */
  readonly title: string;
  /** One item in a sentence: "Add a ...". */
  readonly one: string;
  readonly pathHead: string;
};

/** The tabs that list items. */
const itemTabs = {
  registry: {
    kind: 'windowsRegistry',
    title: 'Windows registry',
    one: 'Windows registry key',
    pathHead: 'Registry key',
  },
  'windows-files': { kind: 'windowsFiles', title: 'Windows files', one: 'Windows file', pathHead: 'Path' },
  'linux-files': { kind: 'linuxFiles', title: 'Linux files', one: 'Linux file', pathHead: 'Path' },
} as const satisfies Record<string, ItemTabLook>;

export type ItemTab = keyof typeof itemTabs;

const isItemTab = (tab: string): tab is ItemTab => Object.hasOwn(itemTabs, tab);

/** A tab that lists items by the part of the address that names it; undefined for anything else. */
export const findItemTab = (tab: string | undefined): (ItemTabLook & { readonly id: ItemTab }) | undefined =>
  tab !== undefined && isItemTab(tab) ? { id: tab, ...itemTabs[tab] } : undefined;
