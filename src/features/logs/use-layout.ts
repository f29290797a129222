import * as z from 'zod/mini';
import { keptFamily, useKept } from './kept';
import { type Side, sides } from './side/side-panel';

/** How the parts of the page share it, pixels. Bounds keep each of them usable. */
export const sideWidths = { min: 180, usual: 260, max: 520 } as const;
export const editorHeights = { min: 72, usual: 168, max: 640 } as const;

/** Below this width of the window the side panel lies over the editor, and is closed to begin with. */
export const narrowPage = 1_024;

const layoutSchema = z.object({
  sideWidth: z.number().check(z.minimum(sideWidths.min), z.maximum(sideWidths.max)),
  editorHeight: z.number().check(z.minimum(editorHeights.min), z.maximum(editorHeights.max)),
  side: z.enum(sides),
  isOpen: z.boolean(),
});

type Layout = {
  readonly sideWidth: number;
  readonly editorHeight: number;
  readonly side: Side;
  readonly isOpen: boolean;
};

const layoutOf = keptFamily<Layout>('fim-logs-layout', layoutSchema, {
  sideWidth: sideWidths.usual,
  editorHeight: editorHeights.usual,
  side: 'tables',
  isOpen: globalThis.innerWidth >= narrowPage,
});

/** How the reader arranged the page: remembered in this browser. */
export const useLayout = () => {
  const kept = layoutOf('');
  const layout = useKept(kept);
  const change = (patch: Partial<Layout>) => kept.set((before) => ({ ...before, ...patch }));
  return [layout, change] as const;
};
