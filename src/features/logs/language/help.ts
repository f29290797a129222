import type { Extension } from '@codemirror/state';
import { hoverTooltip } from '@codemirror/view';
import { visibleString } from '../../../ui/visible-parts';
import type { WorkspaceSchema } from '../workspace-schema';
import type { Help } from './protocol';
import type { ServiceLink } from './service-link';

const line = (className: string, text: string): HTMLElement => {
  const element = document.createElement('div');
  element.className = className;
  element.textContent = visibleString(text);
  return element;
};

const helpElement = ({ declaration, summary }: Help): HTMLElement => {
  const element = document.createElement('div');
  element.className = 'cm-kqlHelp';
  element.append(line('cm-kqlDeclaration', declaration));
  if (summary !== undefined) element.append(line('cm-kqlSummary', summary));
  return element;
};

/** What a name is and does, while the pointer rests on it. */
export const kqlHelp = (link: ServiceLink, schema: WorkspaceSchema): Extension =>
  hoverTooltip(
    async ({ state }, position) => {
      if (link.state() !== 'ready') return null;
      const help = await link.help(state.doc.toString(), position, schema).catch(() => undefined);
      if (!help) return null;
      return { pos: help.from, end: help.to, above: true, create: () => ({ dom: helpElement(help) }) };
    },
    { hoverTime: 400, hideOnChange: true },
  );
